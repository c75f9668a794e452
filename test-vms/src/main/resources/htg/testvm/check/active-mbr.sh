#!/bin/sh
# The MBR in front of the GPT marks a partition as active, without which some BIOSes do not boot the stick.
source=$(findmnt -n -o SOURCE / | sed 's/\[.*//')
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
