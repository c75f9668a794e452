#!/bin/sh
# The root pool fills its partition, and the partition fills the medium.
slack=$((8 * 1024 * 1024))
source=$(findmnt -n -o SOURCE / | sed 's/\[.*//')
partition=$(basename "$(readlink -f "${source}")")
disk=$(basename "$(readlink -f "${HTG_ROOT:-}/sys/class/block/${partition}/..")")

# Sizes in sysfs count sectors of 512 bytes.
measure() {
    medium=$(($(cat "${HTG_ROOT:-}/sys/class/block/${disk}/size") * 512))
    start=$(($(cat "${HTG_ROOT:-}/sys/class/block/${partition}/start") * 512))
    length=$(($(cat "${HTG_ROOT:-}/sys/class/block/${partition}/size") * 512))
    pool=$(df -B1 --output=size / | tail -n 1 | tr -d ' ')
    summary="medium ${medium}, partition ${start} + ${length}, pool ${pool} bytes"
}

tries=20
while [ "${tries}" -gt 0 ]; do
    measure
    if [ $((medium - start - length)) -le "${slack}" ] && [ $((length - pool)) -le "${slack}" ]; then
        echo "${summary}"
        exit 0
    fi
    tries=$((tries - 1))
    sleep 0.5
done
lsblk -b
echo "not grown: ${summary}"
exit 1
