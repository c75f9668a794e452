#!/bin/sh
# Each device of the root pool, and of every btrfs that is mounted, is on a stick under test, which has a serial number that tells;
# a card cannot have one.
sys=${HTG_ROOT:-}/sys
allowed=htg-stick

# Prints the names of their devices.
list_devices() {
    for source in $(findmnt -n -v -t btrfs -o SOURCE | sort -u); do
        for pool in "${sys}"/fs/btrfs/*-*/devices; do
            [ ! -e "${pool}/$(basename "${source}")" ] || ls "${pool}"
        done
    done
    source=$(findmnt -n -v -o SOURCE /)
    case $(findmnt -n -o FSTYPE /) in
    zfs) zpool list -HPLv -o name "${source%%/*}" | sed -n 's,^[[:space:]]*/dev/\([^[:space:]]*\).*,\1,p' ;;
    esac
}

# Prints the serial number of the disk that a device is on, or is in the USB box of.
read_serial() {
    path=$(readlink -f "${sys}/class/block/$1")
    [ ! -e "${path}/partition" ] || path=${path%/*}
    for file in serial device/serial; do
        [ ! -e "${path}/${file}" ] || { cat "${path}/${file}" && return; }
    done
    # A page of SCSI: four bytes of header, then the number. Its file has no size before it is read.
    [ ! -e "${path}/device/vpd_pg80" ] || { tail -c +5 "${path}/device/vpd_pg80" && return; }
    while [ "${path}" != "${path%/*/*}" ]; do
        path=${path%/*}
        [ ! -e "${path}/idVendor" ] || { cat "${path}/serial" && return; }
    done
}

devices=$(list_devices | sort -u)
access=$(findmnt -n -o OPTIONS / | cut -d , -f 1)
result="${devices:+on}"
for device in ${devices}; do
    serial=$(read_serial "${device}" | tr -d ' \n\000')
    result="${result} ${device} (${serial})"
    case ${device}:${serial} in
    *:"${allowed}"* | mmcblk*) ;;
    *) bad=${device} ;;
    esac
done
echo "${result:-the root pool has no device}, ${access}"
[ -n "${devices}" ] && [ -z "${bad-}" ]
