#!/bin/sh
# The MBR in front of the GPT marks a partition as active, without which some BIOSes do not boot the stick.
source=$(findmnt -n -o SOURCE / | sed 's/\[.*//')
if [ "$(findmnt -n -o FSTYPE /)" = zfs ]; then
    source=$(zpool list -HPLv -o name "${source%%/*}" | sed -n 's,^[[:space:]]*\(/dev/[^[:space:]]*\).*,\1,p' | head -n 1)
fi
partition=$(readlink -f "${HTG_ROOT:-}/sys/class/block/$(basename "${source}")")
disk=$(basename "${partition%/*}")
entry=$(od -An -tx1 -j 446 -N 5 "${HTG_ROOT:-}/dev/${disk}" | tr -d ' ')
case "${entry}" in
80??????ee) echo "${disk}: ${entry}" ;;
*)
    echo "the first entry of the MBR of ${disk} is neither active nor a GPT's: ${entry}"
    exit 1
    ;;
esac
