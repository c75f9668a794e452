#!/bin/sh
# bench: kernel-to-init  from the kernel's start to the base's init on USB, against Debian's initramfs-tools
# shellcheck source=bench/lib.sh
. "$(dirname "$0")/lib.sh"

runs=${1:-3}
image=$work/htg.img
fetch_packages
milliseconds "$HTG" build -o "$image" >/dev/null
"$HTG" build --dry-run --output json -o "$image" >"$work/plan.json" 2>/dev/null
arguments=$(jq -r .kernelArguments "$work/plan.json")
esp=$(jq -r .layout.esp.start "$work/plan.json")
mcopy -i "$image@@$esp" ::/htg/default/vmlinuz "$work/vmlinuz"
mcopy -i "$image@@$esp" ::/htg/default/miniroot.img "$work/miniroot.img"

# Debian's own ramdisk for the same kernel and packages, made by initramfs-tools as it is configured by default.
jq -r '.packageIndex.sources[]' "$work/plan.json" >"$work/sources"
set --
while read -r line; do
    set -- "$@" "$line"
done <"$work/sources"
milliseconds mmdebstrap --variant=apt --include=linux-image-amd64,initramfs-tools,btrfs-progs,busybox,zstd \
    --skip=chroot/mount/sys --customize-hook="copy-out /boot $work" --format=null \
    "$(jq -r .suite "$work/plan.json")" - "$@" >/dev/null
initrd=$(find "$work/boot" -name 'initrd.img-*' -print -quit)

# Boots the image with a ramdisk; the base's init is /bin/true, whose end makes the kernel panic at once: the panic's time
# stamp is the time since the kernel started. Prints milliseconds. Args: the ramdisk.
boot() {
    timeout 120 qemu-system-x86_64 -nodefaults -machine q35 -accel tcg,thread=multi -cpu EPYC -m 1024 -display none \
        -no-reboot -serial "file:$work/serial" -device qemu-xhci -device usb-storage,drive=stick \
        -drive "if=none,id=stick,format=raw,snapshot=on,file=$image" -kernel "$work/vmlinuz" -initrd "$1" \
        -append "$arguments console=ttyS0,115200 init=/bin/true panic=-1" >/dev/null 2>&1 || true
    sed -n 's/.*\[ *\([0-9.]*\)\] Kernel panic - not syncing: Attempted to kill init.*/\1/p' "$work/serial" |
        awk 'NR == 1 { printf "%d\n", $1 * 1000; seen = 1 } END { exit !seen }' || {
        tail -n 20 "$work/serial" >&2
        echo 'bench: the base was not reached' >&2
        exit 1
    }
}

ours='' theirs=''
for run in $(seq "$runs"); do
    ours="$ours $(boot "$work/miniroot.img")"
    theirs="$theirs $(boot "$initrd")"
    echo "run $run: trampoline$ours ms, initramfs-tools$theirs ms" >&2
done
# shellcheck disable=SC2086 # lists of numbers
{
    figure 'trampoline, kernel start to init' "$(median $ours)" ms - | sed 's/at most.*//'
    figure 'initramfs-tools, the same' "$(median $theirs)" ms - | sed 's/at most.*//'
    figure 'trampoline / initramfs-tools' "$(ratio "$(median $ours)" "$(median $theirs)")" '' 0.6
}
