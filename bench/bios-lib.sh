# shellcheck shell=sh
# shellcheck disable=SC2034,SC2154 # used and set by who includes it
# Sticks on models of a BIOS. Sets: esp, where the boot partition of all sticks begins; kernel, the first byte of the kernel on them.

SIZES='stock 4K 8K 16K 32K'
bench=$(dirname "$0")

# A model's time is kept by programs here: they go first, or a call of 2 ms takes 12 while the host has other work.
first=
[ "$(id -u)" != 0 ] || first='nice -n -10'

# Prints a number from the boot partition's first sector, as FAT32 has it. Args: offset, bytes.
fat() {
    od -An -v -j $((esp + $1)) -N "$2" -t "u$2" "$work/auto.img" | tr -d ' '
}

# Makes a stick for each block size, and "auto", which measures. They differ in nothing else.
make_sticks() {
    for size in auto $SIZES; do
        milliseconds "$HTG" build --set "grub.block-size=$size" -o "$work/$size.img" >/dev/null
    done
    esp=$("$HTG" build --dry-run --output json -o "$work/auto.img" 2>/dev/null | jq .layout.esp.start)
    cluster=$(mshowfat -i "$work/auto.img@@$esp" ::/htg/default/vmlinuz | sed 's/.*<\([0-9]*\).*/\1/')
    for size in auto $SIZES; do
        hurry "$work/$size.img" "$esp"
    done
    # Reserved sectors, file allocation tables, and clusters from the second on.
    kernel=$((esp + 512 * ($(fat 14 2) + $(fat 16 1) * $(fat 36 4) + (cluster - 2) * $(fat 13 1))))
}

# Makes "again", a stick that QEMU's machine was measured with.
make_measured_stick() {
    cp --sparse=always "$work/auto.img" "$work/again.img"
    timeout 120 qemu-system-x86_64 -nodefaults -machine q35 -accel tcg -m 2048 -display none -no-reboot \
        -serial "file:$work/serial" -drive "if=virtio,format=raw,file=$work/again.img" &
    machine=$!
    until grep -qs 'HTG-STAGE kernel' "$work/serial"; do
        kill -0 "$machine" || exit 1
        sleep 0.1
    done
    kill "$machine"
    wait "$machine" || true
    mtype -i "$work/again.img@@$esp" ::/grub/bios.env >"$work/bios.env"
}

# Prints the block size, as in the names of sticks, that GRUB said it has chosen. Args: the line.
chosen() {
    size=$(echo "$1" | sed -n 's/.*: \([0-9]*\) KiB.*/\1K/p')
    echo "${size:-stock}"
}

# Lets "again" remember another choice. Args: block size.
remember() {
    {
        sed -e "s/^\(bios_0=[^:]*\):[^:]*/\1:$1/" -e 's/##*$//' "$work/bios.env"
        printf '%4096s' '' | tr ' ' '#'
    } | head -c 4096 >"$work/changed.env"
    mcopy -o -i "$work/again.img@@$esp" "$work/changed.env" ::/grub/bios.env
}

# Prints the name of the cell that has a model. Args: model.
cell() {
    case $1 in
    ehci) echo bios/usb-ehci ;;
    *@*) echo "bios/virtio-blk/$1" ;;
    *) echo "bios/virtio-blk/slow@$1" ;;
    esac
}

# Boots a stick and sets load and start (ms), calls (a MiB), unaligned, and said: what GRUB said of it. Args: stick, model, landmark.
boot() {
    printf 'name: one\ninclude: ["%s"]\nuntil: %s\n' "$(cell "$2")" "$3" >"$work/one.yaml"
    rm -rf "$work/report"
    # shellcheck disable=SC2086 # words
    milliseconds $first "$HTG" test "$work/$1.img" --accel tcg --matrix "$work/one.yaml" --request-log --report "$work/report" >/dev/null
    # shellcheck disable=SC2046 # four words
    set -- $(awk -v kernel="$kernel" -f "$bench/loading.awk" "$(find "$work/report" -name requests.log)")
    load=$1 start=$2 calls=$3 unaligned=$4
    said=$(find "$work/report" -name serial.log -exec grep -aho 'BIOS reads: .*' {} + | head -n 1 | tr -d '\r')
}
