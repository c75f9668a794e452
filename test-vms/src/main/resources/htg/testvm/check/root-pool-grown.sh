#!/bin/sh
# The root pool fills its partition, and the partition fills the medium.
slack=$((8 * 1024 * 1024))
source=$(findmnt -n -o SOURCE / | sed 's/\[.*//')
type=$(findmnt -n -o FSTYPE /)
if [ "${type}" = zfs ]; then
    pool=${source%%/*}
    source=$(zpool list -HPLv -o name "${pool}" | sed -n 's,^[[:space:]]*\(/dev/[^[:space:]]*\).*,\1,p' | head -n 1)
    # It is counted in metaslabs, of 128 MiB in a small pool and 512 MiB in most others, and without the labels.
    slack=$((520 * 1024 * 1024))
fi
partition=$(basename "$(readlink -f "${source}")")
disk=$(basename "$(readlink -f "${HTG_ROOT:-}/sys/class/block/${partition}/..")")

# Sizes in sysfs count sectors of 512 bytes.
measure() {
    medium=$(($(cat "${HTG_ROOT:-}/sys/class/block/${disk}/size") * 512))
    start=$(($(cat "${HTG_ROOT:-}/sys/class/block/${partition}/start") * 512))
    length=$(($(cat "${HTG_ROOT:-}/sys/class/block/${partition}/size") * 512))
    if [ "${type}" = zfs ]; then
        size=$(zpool list -Hp -o size "${pool}")
    else
        size=$(df -B1 --output=size / | tail -n 1 | tr -d ' ')
    fi
    summary="medium ${medium}, partition ${start} + ${length}, pool ${size} bytes"
}

tries=20
while [ "${tries}" -gt 0 ]; do
    measure
    if [ $((medium - start - length)) -le $((8 * 1024 * 1024)) ] && [ $((length - size)) -le "${slack}" ]; then
        echo "${summary}"
        exit 0
    fi
    tries=$((tries - 1))
    sleep 0.5
done
lsblk -b
echo "not grown: ${summary}"
exit 1
