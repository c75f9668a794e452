#!/bin/sh
# bench: grub-stage      from GRUB's first sector to the kernel's entry on USB 2, against Debian's initramfs with stock GRUB
#
# The same stick twice, without a countdown: as it is built, after one start that measures; and with stock GRUB and Debian's own
# initramfs for any machine in place of the ramdisk. Every other start is the peer's.
# Args: how many starts each, default 5.
# shellcheck source=bench/lib.sh
. "$(dirname "$0")/lib.sh"

runs=${1:-5}
for size in auto stock; do
    milliseconds "$HTG" build --set "grub.block-size=$size" -o "$work/$size.img" >/dev/null
done
"$HTG" build --dry-run --output json -o "$work/auto.img" >"$work/plan.json" 2>/dev/null
esp=$(jq .layout.esp.start "$work/plan.json")
suite=$(jq -r .suite "$work/plan.json")

# Debian's initramfs, as it is made when nobody says for which machine.
jq -r '.packageIndex.sources[]' "$work/plan.json" >"$work/sources"
set --
while read -r line; do
    set -- "$@" "$line"
done <"$work/sources"
# shellcheck disable=SC2016 # mmdebstrap's
milliseconds mmdebstrap --variant=apt --include=linux-image-amd64,zstd,initramfs-tools,busybox,btrfs-progs \
    --skip=chroot/mount/sys --format=null --customize-hook='cp "$1"/boot/initrd.img-* "$1/peer.img"' \
    --customize-hook="copy-out /peer.img $work" "$suite" - "$@" >/dev/null

hurry "$work/auto.img" "$esp"
hurry "$work/stock.img" "$esp"
mcopy -o -i "$work/stock.img@@$esp" "$work/peer.img" ::/htg/default/miniroot.img
: >"$work/empty"
mcopy -o -i "$work/stock.img@@$esp" "$work/empty" ::/htg/default/buses.img

# Starts a stick until the kernel is entered and prints the milliseconds since GRUB's first sector. Args: image.
stage() {
    rm -f "$work/serial" "$work/trace"
    timeout 180 qemu-system-x86_64 -nodefaults -accel tcg -m 1024 -vga std -display none -no-reboot -serial "file:$work/serial" \
        -device usb-ehci,id=usb -drive "if=none,id=stick,format=raw,file=$1" -msg timestamp=on \
        -device usb-storage,bus=usb.0,drive=stick,bootindex=1 -trace "scsi_req_parsed_lba,file=$work/trace" &
    machine=$!
    until grep -qs 'HTG-STAGE kernel' "$work/serial"; do
        kill -0 "$machine" 2>/dev/null || break
        sleep 0.05
    done
    kill "$machine" 2>/dev/null || true
    wait "$machine" 2>/dev/null || true
    sed -n 's/^[0-9]*@\([0-9.]*\):scsi_req_parsed_lba .* command 40 lba .*/\1/p' "$work/trace" |
        awk 'NR == 1 { first = $1 } { last = $1 } END { printf "%d\n", (last - first) * 1000 }'
}

stage "$work/auto.img" >/dev/null # measures
ours='' theirs=''
for run in $(seq "$runs"); do
    ours="$ours $(stage "$work/auto.img")"
    theirs="$theirs $(stage "$work/stock.img")"
    echo "run $run: stick$ours, Debian's$theirs (ms)" >&2
done
# shellcheck disable=SC2086 # lists of numbers
figure 'GRUB on USB 2 / with Debian'\''s initramfs, stock' "$(ratio "$(median $ours)" "$(median $theirs)")" '' 0.35
