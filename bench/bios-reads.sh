#!/bin/sh
# bench: bios-reads      block sizes on each model of a BIOS: the chosen one against every fixed one and against stock GRUB
#
# Sticks that differ only in grub.block-size are booted on every model; how long loading takes and how many calls it needs is read
# from the log of requests. The measuring itself is not part of it: the time is that from the kernel's first sector to the last.
# Args: how many boots of the stick that measures, default 3; then the models, default all of them.
# shellcheck source=bench/lib.sh
. "$(dirname "$0")/lib.sh"

boots=${1:-3}
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- flat sectors knee-4k knee-8k knee-16k knee-32k flash-4k
sizes='stock 4K 8K 16K 32K'

for size in auto $sizes; do
    milliseconds "$HTG" build --set "grub.block-size=$size" -o "$work/$size.img" >/dev/null
done
esp=$("$HTG" build --dry-run --output json -o "$work/auto.img" 2>/dev/null | jq .layout.esp.start)

# Prints the first byte of the kernel on an image's medium. Args: block size.
kernel() {
    sector=$(mshowfat -s -i "$work/$1.img@@$esp" ::/htg/default/vmlinuz | sed 's/.*<\([0-9]*\).*/\1/')
    echo $((esp + sector * 512))
}

# Boots a stick as far as the kernel and prints: milliseconds of loading, calls for each MiB, calls that were not aligned.
# Args: block size, model.
load() {
    "$HTG" test "$work/$1.img" --accel tcg --only "bios/usb-xhci/slow@$2" --request-log --report "$work/report" >"$work/log" 2>&1 ||
        true
    log=$(find "$work/report" -name requests.log | head -n 1)
    awk -v kernel="$(kernel "$1")" '
        $4 == "loader" && $2 <= kernel && $2 + $3 > kernel { from = $1; calls = bytes = unaligned = 0 }
        $4 == "loader" && from { to = $1; calls++; bytes += $3; unaligned += $2 % $3 != 0 }
        END { printf "%d %.2f %d\n", (to - from) * 1000, bytes ? calls * 1048576 / bytes : 0, unaligned }' "$log"
}

printf '%-10s' model
# shellcheck disable=SC2086 # a list
printf ' %9s' $sizes chosen worst stock/it calls/MiB
printf '\n'
for model in "$@"; do
    best='' row='' stock=''
    for size in $sizes; do
        time=$(load "$size" "$model" | cut -d ' ' -f 1)
        [ -n "$stock" ] || stock=$time
        [ -n "$best" ] && [ "$best" -le "$time" ] || best=$time
        row="$row $time"
    done
    worst=0 chosen='' calls=''
    for boot in $(seq "$boots"); do
        result=$(load auto "$model")
        time=${result%% *} calls=$(echo "$result" | cut -d ' ' -f 2)
        [ "$worst" -ge "$time" ] || worst=$time
        line=$(find "$work/report" -name serial.log -exec grep -ho 'BIOS reads: .*' {} + | head -n 1)
        chosen=$(echo "$line" | sed -e 's/BIOS reads: //' -e 's/ KiB blocks.*/K/' -e "s/GRUB's.*/stock/")
        echo "$model boot $boot: $line" >&2
    done
    printf '%-10s' "$model"
    # shellcheck disable=SC2086 # a list
    printf ' %9s' $row "$chosen" "$(ratio "$worst" "$best")" "$(ratio "$stock" "$worst")" "$calls"
    printf '\n'
    figure "$model: slowest of $boots boots / best fixed size" "$(ratio "$worst" "$best")" '' 1.05
done
