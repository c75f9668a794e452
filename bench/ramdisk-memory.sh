#!/bin/sh
# bench: ramdisk-memory  what the ramdisk still takes of the memory when the base has taken over
#
# The same kernel, machine and pool three times: with the ramdisk as the menu's default entry loads it, with one that holds
# 64 MiB more, and without any. There the kernel's first root is the same content in a folder of this host, over virtiofs,
# which Debian's kernel has built in; its init loads the modules that the trampoline had loaded, mounts the same root file
# system, and unmounts the folder for good.
# Args: how many times each, default 3.
# shellcheck source=bench/lib.sh
. "$(dirname "$0")/lib.sh"

runs=${1:-3}
image=$work/htg.img
share=/usr/lib/qemu/virtiofsd
memory=1024
padding=64

milliseconds "$HTG" build -o "$image" >/dev/null
"$HTG" build --dry-run --output json -o "$image" >"$work/plan.json" 2>/dev/null
# The last console is the one that the base writes to.
arguments="$(jq -r .kernelArguments "$work/plan.json") console=ttyS0,115200"
options=$(printf '%s\n' "$arguments" | sed -n 's/.*rootflags=\([^ ]*\).*/\1/p')
esp=$(jq -r .layout.esp.start "$work/plan.json")
mcopy -i "$image@@$esp" ::/htg/default/vmlinuz "$work/vmlinuz"
mkdir "$work/tree"
for tier in miniroot buses; do
    mcopy -i "$image@@$esp" "::/htg/default/$tier.img" "$work/$tier.img"
    zstd -dcq "$work/$tier.img" | (cd "$work/tree" && cpio -idmu --quiet 2>/dev/null) || true
done
cat "$work/miniroot.img" "$work/buses.img" >"$work/ramdisk.img"
# Noise, so that neither the archive nor the kernel makes it smaller than it is.
mkdir "$work/more"
head -c "${padding}M" /dev/urandom >"$work/more/padding"
(cd "$work/more" && find . | cpio -o -H newc --quiet) | zstd -q | cat "$work/ramdisk.img" - >"$work/padded.img"
rm -r "$work/more"

# What runs in the base's place: it lets what is still starting come to an end, drops what is only cached, and prints the
# tables of memory. A processor keeps free pages for itself, tens of megabytes, which MemFree does not count.
# shellcheck disable=SC2016 # for the shell in the machine
measure='sleep 5; sync; echo 3 >/proc/sys/vm/drop_caches; sleep 1; cat /proc/meminfo /proc/zoneinfo /proc/modules; sleep 1; echo b >/proc/sysrq-trigger'

# Boots a machine and leaves what its serial port says in $work/serial. Args: the kernel's arguments, further options of QEMU.
machine() {
    words=$1
    shift
    mkdir -p "$work/tree"
    # The folder is there in every machine, so that all have the same devices.
    "$share" --socket-path="$work/share" -o source="$work/tree" -o sandbox=chroot -o cache=auto >"$work/share.log" 2>&1 &
    until [ -S "$work/share" ]; do
        kill -0 $! || exit 1
        sleep 0.1
    done
    timeout 240 qemu-system-x86_64 -nodefaults -machine q35,memory-backend=memory -accel tcg,thread=multi -cpu EPYC \
        -m "$memory" -object "memory-backend-memfd,id=memory,size=${memory}M,share=on" -display none -no-reboot \
        -serial "file:$work/serial" -chardev "socket,id=share,path=$work/share" \
        -device vhost-user-fs-pci,chardev=share,tag=htg -drive "if=virtio,format=raw,snapshot=on,file=$image" \
        -kernel "$work/vmlinuz" -append "$words" "$@" >/dev/null 2>&1 || true
    wait
    rm -f "$work/share" "$work/share.pid"
}

# Prints a line of the table, in KiB. Args: its name.
kib() {
    sed -n "s/^$1:[[:space:]]*\([0-9]*\) kB.*/\1/p" "$work/serial" | grep . || {
        tail -n 20 "$work/serial" >&2
        echo 'bench: the base was not reached' >&2
        exit 1
    }
}

# Prints the free memory in KiB.
free() {
    pages=$(sed -n 's/^ *count: *\([0-9]*\).*/\1/p' "$work/serial" | awk '{ sum += $1 } END { print sum + 0 }')
    echo $(($(kib MemFree) + 4 * pages))
}

# Boots with a ramdisk and prints the free memory. Args: the ramdisk.
with() {
    machine "$arguments init=/bin/sh panic=-1 -- -c \"$measure\"" -initrd "$1"
    free
}

# The same without one; the modules are those that the machine before this one had.
without() {
    modules=$(sed -n 's/^\([a-z0-9_]*\) [0-9]* [0-9]* .*(*0x[0-9a-f]*.*/\1/p' "$work/serial" | tr '\n' ' ')
    cat >"$work/tree/peer" <<END
#!/bin/sh
/bin/busybox mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs devtmpfs /dev
modprobe -a $modules
until [ -b /dev/vda3 ]; do sleep 0.1; done
mount -t btrfs -o $options /dev/vda3 /newroot
for folder in dev sys proc; do mount -o move "/\$folder" "/newroot/\$folder"; done
cd /newroot
pivot_root . mnt
exec chroot . /bin/sh -c 'umount /mnt && $measure'
END
    chmod 755 "$work/tree/peer"
    machine "$(printf '%s\n' "$arguments" | sed 's/root[a-z]*=[^ ]*//g') root=htg rootfstype=virtiofs rw init=/peer panic=-1"
    free
}

ours='' padded='' peer=''
for run in $(seq "$runs"); do
    padded="$padded $(with "$work/padded.img")"
    ours="$ours $(with "$work/ramdisk.img")"
    kept=$(kib Unevictable)
    peer="$peer $(without)"
    echo "run $run: free with the ramdisk$ours, with $padding MiB more$padded, without$peer (KiB)" >&2
done
# shellcheck disable=SC2086 # lists of numbers
{
    ours=$(median $ours)
    figure 'memory the ramdisk still takes' "$(ratio $(($(median $peer) - ours)) 1024)" MiB 0.5
    figure "what of $padding MiB more in it remains" "$(ratio $((ours - $(median $padded))) 1024)" MiB 0.5
    figure 'pages that cannot be given back' "$kept" KiB 0
}
