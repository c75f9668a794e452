#!/bin/sh
# The boot partition is mounted, so that a kernel upgrade can write to it, on media with sectors of any size too.
# shellcheck disable=SC2046 # split into words
set -- $(findmnt -n -o SOURCE,FSTYPE,OPTIONS /boot/efi)
case "${2-},${3-}" in
vfat,rw,*) ;;
*)
    echo "/boot/efi is not mounted as a FAT that can be written: ${*:-nothing is there}"
    exit 1
    ;;
esac
[ -s "${HTG_ROOT:-}/boot/efi/htg/default/vmlinuz" ] || {
    echo "$1 is mounted on /boot/efi, and has no htg/default/vmlinuz"
    exit 1
}
echo "$1"
