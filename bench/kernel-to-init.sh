#!/bin/sh
# bench: kernel-to-init  from the kernel's start to the base's init on USB, against initramfs-tools, dracut and the floor
#
# The same kernel, image and machine with four ramdisks: the trampoline's, as the menu's default entry loads it; Debian's
# initramfs-tools and dracut as they make one for any machine; and the floor, which knows its modules and its device's name
# and does nothing but mount it. On a host that others use as well, a boot may take nearly twice as long as the one before: what
# counts is the median of the ratios of boots that follow each other.
# Args: how many times each, default 7; then "zfs" for a stick with a ZFS pool. HTG_BENCH_CLOCK=instructions counts the guest's
# instructions, 2 ns each, which come out the same each time, but takes no account of those that cost more than others.
# shellcheck source=bench/lib.sh
. "$(dirname "$0")/lib.sh"

runs=${1:-7}
pool=${2:-btrfs}
image=$work/htg.img
memory=1024
clock='-accel tcg,thread=multi'
[ "${HTG_BENCH_CLOCK-}" != instructions ] || clock='-accel tcg,thread=single -icount shift=1,sleep=off'

fetch_packages
printf 'pool:\n  type: %s\n' "$pool" >"$work/stick.yaml"
milliseconds "$HTG" build "$work/stick.yaml" -o "$image" >/dev/null
"$HTG" build "$work/stick.yaml" --dry-run --output json -o "$image" >"$work/plan.json" 2>/dev/null
suite=$(jq -r .suite "$work/plan.json")
arguments=$(jq -r .kernelArguments "$work/plan.json")
esp=$(jq -r .layout.esp.start "$work/plan.json")
mcopy -i "$image@@$esp" ::/htg/default/vmlinuz "$work/vmlinuz"
# The parts of the ramdisk that the default entry of the menu loads.
for tier in miniroot buses; do
    mcopy -i "$image@@$esp" "::/htg/default/$tier.img" -
done >"$work/miniroot.img"

# The token that GRUB finds on the stick and passes: with it, the trampoline need not look out for copies of the stick.
arguments="$arguments htg.stick=$(dd if="$image" bs=1024 skip=992 count=1 status=none | sed -n 's/^htg_stick=//p')"

# Makes a peer's ramdisk in a Debian of the stick's suite and kernel. Args: its file, packages, the command in the chroot.
peer() {
    target=$1 packages=$2 command=$3
    jq -r '.packageIndex.sources[]' "$work/plan.json" | sed 's/ main.*/ main contrib/' >"$work/sources"
    set --
    while read -r line; do
        set -- "$@" "$line"
    done <"$work/sources"
    milliseconds mmdebstrap --variant=apt --include="linux-image-amd64,zstd,$packages" --skip=chroot/mount/sys \
        --customize-hook="chroot \"\$1\" sh -ec '$command'" --customize-hook="copy-out /peer.img $work" --format=null \
        "$suite" - "$@" >/dev/null
    mv "$work/peer.img" "$target"
}

case $pool in
zfs) peer "$work/initramfs-tools.img" initramfs-tools,busybox,linux-headers-amd64,zfs-dkms,zfs-initramfs \
    'cp /boot/initrd.img-* /peer.img' ;;
*)
    peer "$work/initramfs-tools.img" initramfs-tools,busybox,btrfs-progs 'cp /boot/initrd.img-* /peer.img'
    # shellcheck disable=SC2016 # for the shell in the chroot
    peer "$work/dracut.img" dracut,systemd-sysv,btrfs-progs \
        'dracut --force --no-hostonly --kver "$(ls /usr/lib/modules)" /peer.img'
    ;;
esac

# The floor: the core tier with another init.
floor() {
    mkdir "$work/floor"
    zstd -dcq "$work/miniroot.img" | (cd "$work/floor" && cpio -idm --quiet 2>/dev/null) || true
    options=$(printf '%s\n' "$arguments" | sed -n 's/.*rootflags=\([^ ]*\).*/\1/p')
    cat >"$work/floor/init" <<END
#!/bin/sh
/bin/busybox mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs devtmpfs /dev
modprobe -a raid6_pq &
modprobe -a xor &
modprobe -a btrfs &
modprobe -a xhci-pci usb-storage sd_mod
wait
until [ -b /dev/sda3 ]; do sleep 0.02; done
mount -t btrfs -o $options /dev/sda3 /newroot
for folder in dev sys proc; do mount -o move "/\$folder" "/newroot/\$folder"; done
exec /bin/busybox switch_root /newroot /bin/true
END
    chmod 755 "$work/floor/init"
    (cd "$work/floor" && find . | cpio -o -H newc --quiet) | zstd -19 -q >"$work/floor.img"
}

# Boots the image with a ramdisk; the base's init is /bin/true, whose end makes the kernel panic at once: the panic's time
# stamp is the time since the kernel started. Prints milliseconds. Args: the ramdisk, further kernel arguments.
boot() {
    # shellcheck disable=SC2086 # a list of options
    timeout 180 qemu-system-x86_64 -nodefaults -machine q35 $clock -cpu EPYC -m "$memory" -display none \
        -no-reboot -serial "file:$work/serial" -device qemu-xhci -device usb-storage,drive=stick \
        -drive "if=none,id=stick,format=raw,snapshot=on,file=$image" -kernel "$work/vmlinuz" -initrd "$1" \
        -append "$2 console=ttyS0,115200 init=/bin/true panic=-1" >/dev/null 2>&1 || true
    sed -n 's/.*\[ *\([0-9.]*\)\] Kernel panic - not syncing: Attempted to kill init.*/\1/p' "$work/serial" |
        awk 'NR == 1 { printf "%d\n", $1 * 1000; seen = 1 } END { exit !seen }' || {
        tail -n 20 "$work/serial" >&2
        echo "bench: the base was not reached with $1" >&2
        exit 1
    }
}

# Prints the milliseconds from the kernel's news of the stick's partitions to the beginning of the import, of the same boot with all
# of the kernel's messages. Args: the ramdisk, further kernel arguments.
latency() {
    boot "$1" "$2 ignore_loglevel" >/dev/null
    sed -n -e 's/.*\[ *\([0-9.]*\)\].* sda: sda1 .*/\1/p' -e 's/.*\[ *\([0-9.]*\)\] HTG-STAGE import start.*/\1/p' "$work/serial" |
        awk 'NR == 1 { seen = $1 } NR == 2 { printf "%d\n", ($1 - seen) * 1000 }'
}

# Boots a peer, and adds the trampoline's share of its time to the file "NAME.ratios". Args: name, ramdisk, kernel arguments.
compare() {
    time=$(boot "$2" "$3")
    ratio "$ours" "$time" >>"$work/$1.ratios"
    printf ', %s %s' "$1" "$time" >&2
}

# Prints the median of the numbers in a file. Args: file.
median_of() {
    # shellcheck disable=SC2046 # a list of numbers
    median $(cat "$1")
}

[ "$pool" = zfs ] || floor
for run in $(seq "$runs"); do
    ours=$(boot "$work/miniroot.img" "$arguments")
    echo "$ours" >>"$work/ours"
    printf 'run %s (ms): trampoline %s' "$run" "$ours" >&2
    if [ "$pool" = zfs ]; then
        compare initramfs-tools "$work/initramfs-tools.img" "root=ZFS=$(jq -r .name "$work/plan.json")/ROOT/default boot=zfs"
    else
        compare floor "$work/floor.img" "$arguments"
        compare initramfs-tools "$work/initramfs-tools.img" "$arguments"
        compare dracut "$work/dracut.img" "$arguments"
    fi
    latency "$work/miniroot.img" "$arguments" >>"$work/latencies"
    echo >&2
done
figure 'from the pool'\''s last device to its import' "$(median_of "$work/latencies")" ms 300
figure "trampoline ($pool), kernel start to init" "$(median_of "$work/ours")" ms - | sed 's/at most.*//'
if [ "$pool" = zfs ]; then
    figure 'trampoline / initramfs-tools with zfs-initramfs' "$(median_of "$work/initramfs-tools.ratios")" '' 0.8
else
    figure 'trampoline / initramfs-tools' "$(median_of "$work/initramfs-tools.ratios")" '' 0.5
    figure 'trampoline / dracut, generic' "$(median_of "$work/dracut.ratios")" '' 0.3
    figure 'trampoline / floor' "$(median_of "$work/floor.ratios")" '' 1.15
fi
