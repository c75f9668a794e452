#!/bin/sh
# bench: fs-read          reading inside images: htg fs kernel on 10 GiB, beside virt-ls; files and folders beside the file systems' own tools
#
# A disk of 10 GiB with a Debian's root and two kernels on ext4. Times are medians of HTG_BENCH_RUNS runs (default 5), in turn with the
# peer's. The reader alone is timed inside its process, without the start of JVMs. Needs libguestfs-tools and strace; without them their
# lines are left out.
# shellcheck source=bench/lib.sh
. "$(dirname "$0")/lib.sh"

RUNS=${HTG_BENCH_RUNS:-5}
bench=$(dirname "$0")
dist=$(dirname "$HTG")/target/dist
# As the program starts its reader.
reader_path=$(echo "$dist"/htg-appliance-store-*.jar):$(echo "$dist"/htg-fsimage-*.jar):$work

# Makes a disk with one partition of ext4, filled from a folder. Args: image, MiB, folder.
make_disk() {
    truncate -s "$2M" "$1"
    printf 'label: gpt\ntype=L\n' | sfdisk -q "$1"
    mkfs.ext4 -q -F -E "offset=$((1 << 20))" -d "$3" "$1" "$((($2 - 2) * 1024))k"
}

# A root with kernels of the usual size, 100,000 small files, and a large one.
make_root() {
    mkdir -p "$1/etc" "$1/boot/grub" "$1/usr/lib" "$1/many"
    printf 'ID=debian\nVERSION_ID="12"\n' >"$1/etc/os-release"
    for version in 6.1.0-9-amd64 6.1.0-10-amd64; do
        head -c 8000000 /dev/urandom >"$1/boot/vmlinuz-$version"
        head -c 38000000 /dev/urandom >"$1/boot/initrd.img-$version"
    done
    cat >"$1/boot/grub/grub.cfg" <<'EOF'
menuentry 'Debian' {
    linux /boot/vmlinuz-6.1.0-10-amd64 root=/dev/vda1 ro quiet
    initrd /boot/initrd.img-6.1.0-10-amd64
}
EOF
    head -c 1500000000 /dev/urandom >"$1/large"
    (cd "$1/many" && seq -f 'file-%06g' 100000 | xargs touch)
}

# Prints the median of the milliseconds of a command. Args: a shell line.
time_of() {
    times=''
    for _ in $(seq "$RUNS"); do
        times="$times $(milliseconds sh -c "$1")"
    done
    # shellcheck disable=SC2086 # a list of numbers
    median $times
}

# Prints the median of the milliseconds that the reader itself works, without the start of its JVM. Args: words for it. reader_options
# may hold more for the JVM.
reader() {
    times=''
    for _ in $(seq "$RUNS"); do
        # shellcheck disable=SC2086 # a list of words
        times="$times $(java ${reader_options-} -Xmx256m -XX:+UseSerialGC -XX:SharedArchiveFile="$dist/reader.jsa" -cp "$reader_path" \
            FsRead "$@" 2>&1 >/dev/null)"
    done
    # shellcheck disable=SC2086 # a list of numbers
    median $times
}

# Prints how long a peer takes in comparison with us; it is to be at least so many times longer. Args: name, ours, peer's, times.
faster() {
    awk -v name="$1" -v ours="$2" -v peer="$3" -v least="$4" 'BEGIN {
        printf "%-44s %10.2f %-4s at least %8s  %s\n", name, peer / ours, "x", least, peer >= ours * least ? "ok" : "MISSED"
    }'
}

has() {
    command -v "$1" >/dev/null && return
    echo "$1 is not installed: its line is left out"
    return 1
}

javac -d "$work" -cp "$reader_path" "$bench/FsRead.java"
make_root "$work/root"
make_disk "$work/disk.img" 10240 "$work/root"
kernel="$HTG fs kernel $work/disk.img -o $work/out --force"

with_start=$(time_of "$kernel")
figure 'fs kernel on 10 GiB, with the start of JVMs' "$with_start" ms 1000
cmp "$work/out/vmlinuz" "$work/root/boot/vmlinuz-6.1.0-10-amd64"
cmp "$work/out/ramdisk.img" "$work/root/boot/initrd.img-6.1.0-10-amd64"
figure 'the same without them' "$(reader verb=kernel "image=$work/disk.img")" ms 200
listing=$(time_of "$HTG fs ls $work/disk.img /boot")
if has virt-ls && ! virt-ls -a "$work/disk.img" -m /dev/sda1 /boot >/dev/null 2>&1; then
    echo 'virt-ls does not start here: its line is left out'
elif has virt-ls; then
    faster 'fs ls, beside virt-ls' "$listing" "$(time_of "virt-ls -a $work/disk.img -m /dev/sda1 /boot")" 20
fi
if has strace; then
    strace -f -qq -e trace=pread64,read -P "$work/disk.img" -o "$work/trace" \
        java -cp "$reader_path" FsRead verb=kernel "image=$work/disk.img" >/dev/null 2>&1
    bytes=$(awk '{ n += $NF } END { printf "%d", n }' "$work/trace")
    files=$(($(wc -c <"$work/out/vmlinuz") + $(wc -c <"$work/out/ramdisk.img")))
    figure 'MiB read for it, beyond 1.2 x the files' $(((bytes - files * 12 / 10) >> 20)) MiB 16
fi
peer="debugfs -R 'dump /large /dev/null' $work/disk.img?offset=$((1 << 20))"
faster 'a large file, beside debugfs dump' "$(reader verb=cat path=/large "image=$work/disk.img")" "$(time_of "$peer")" 0.7
peer="debugfs -R 'ls /many' $work/disk.img?offset=$((1 << 20))"
faster '100,000 names, beside debugfs ls' "$(reader verb=ls path=/many "image=$work/disk.img")" "$(time_of "$peer")" 1
reader_options=-Dtimes=20
faster 'the same in a program that runs already' "$(reader verb=ls path=/many "image=$work/disk.img")" "$(time_of "$peer")" 1
