# shellcheck shell=sh
# The other sticks of a mirror. Read by update-initramfs.

# htg_update_other_sticks FOLDER NAME
# Puts the kernel and the miniroot of FOLDER on the boot partitions of the mirror's other sticks, as far as they are there and have
# others: each of them starts the machine alone some day.
htg_update_other_sticks() {
    local device mounted place="${HTG_ROOT}/run/htg/esp"
    mounted="$(sed -n "s#^/dev/\([^ ]*\) ${HTG_ESP} .*#\1#p" "${HTG_ROOT}/proc/mounts" | tail -n 1)"
    for device in "${HTG_ROOT}"/dev/htg/esps/*; do
        if [ ! -e "${device}" ] || [ "${device##*/}" = "${mounted}" ]; then
            continue
        fi
        mkdir -p "${place}"
        if ! mount -t vfat -o umask=0077,noatime,errors=remount-ro "${device}" "${place}"; then
            echo "update-initramfs: WARNING: ${device} cannot be mounted; its stick boots as before." >&2
            continue
        fi
        if [ -d "${place}/htg" ]; then
            htg_update_other_stick "${device##*/}" "$1" "${place}/htg/$2"
        fi
        umount "${place}"
    done
}

# htg_update_other_stick DEVICE FOLDER TARGET
htg_update_other_stick() {
    ! htg_is_same "$2" "$3" || return 0
    echo "update-initramfs: the same on $1"
    mkdir -p "$3"
    if ! htg_install '' "$3" "$2"; then
        htg_discard "$3"
        echo "update-initramfs: WARNING: cannot put the kernel on $1; its stick boots as before." >&2
    fi
}
