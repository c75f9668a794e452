# shellcheck shell=sh
# Block devices, and what became of each. ${HTG_RUN}/devices/NAME holds "SEQUENCE STATE TEXT":
#   SEQUENCE  the kernel's number of this medium: another stick under the same name has another
#   STATE     reading, wanted, rejected (for good), retry (looked at again every second)
#   TEXT      the reason, for people
# Nothing here writes to a device, and none is mounted but the one whose superblock carries our UUID.

# htg_probe_devices
# Starts reading every block device that has no verdict yet, all at once: a disk that hangs holds up nobody else.
htg_probe_devices() {
    local path name
    for path in "${HTG_ROOT}"/sys/class/block/*; do
        name="${path##*/}"
        [ ! -e "${HTG_RUN}/devices/${name}" ] || continue
        case "${name}" in '*' | loop* | ram* | zram* | fd[0-9]*) continue ;; esac
        htg_read_sequence "${name}"
        htg_judge "${name}" reading
        htg_probe_device "${name}" &
    done
}

# htg_probe_device NAME
# Reads the device's superblock, judges it, and wakes the search.
htg_probe_device() {
    local name="$1" sectors=0
    read -r sectors <"${HTG_ROOT}/sys/class/block/${name}/size"
    # shellcheck disable=SC2046 # fourteen words of eight bytes each
    set -- $(htg_read_btrfs_superblock "${name}" 3>&-)
    if [ "${sectors}" -eq 0 ]; then
        htg_judge "${name}" retry 'holds no medium'
    elif [ "${sectors}" -lt 129 ]; then
        htg_judge "${name}" rejected 'is too small for a file system'
    elif [ $# -lt 14 ]; then
        htg_judge "${name}" retry 'cannot be read: the device reports an error'
    elif ! htg_is_btrfs "$@"; then
        htg_judge "${name}" rejected 'holds no btrfs'
    elif [ "$1$2" != "${HTG_UUID_DIGITS}" ]; then
        htg_judge "${name}" rejected "is another btrfs pool, $(htg_format_uuid "$1$2")"
    elif [ "${14}" != 0100000000000000 ]; then
        htg_judge "${name}" rejected 'is one of several devices of the wanted pool; pools of one device only are supported'
    else
        htg_judge "${name}" wanted 'holds the wanted pool'
        echo "${name}" >"${HTG_RUN}/pool"
    fi
    echo probed >&3
}

# htg_judge NAME STATE [TEXT]
# Writes a verdict on the medium that HTG_SEQUENCE numbers.
htg_judge() {
    printf '%s %s %s\n' "${HTG_SEQUENCE}" "$2" "${3-}" >"${HTG_RUN}/devices/$1"
}

# htg_read_sequence NAME
# Sets HTG_SEQUENCE to the number of the medium in this disk, or in the disk this partition is on; 0 when it is gone.
htg_read_sequence() {
    local path="${HTG_ROOT}/sys/class/block/$1"
    [ -e "${path}/diskseq" ] || path="${path}/.."
    read -r HTG_SEQUENCE 2>/dev/null <"${path}/diskseq" || HTG_SEQUENCE=0
}

# htg_forget_stale_verdicts
# Removes the verdicts on media that are gone or may have changed their mind, so that they are read again.
htg_forget_stale_verdicts() {
    local file sequence state reason
    for file in "${HTG_RUN}"/devices/*; do
        # shellcheck disable=SC2034 # the reason is for people
        read -r sequence state reason 2>/dev/null <"${file}" || continue
        htg_read_sequence "${file##*/}"
        if [ "${state}" = retry ] || [ "${sequence}" != "${HTG_SEQUENCE}" ]; then
            htg_run rm "${file}"
        fi
    done
}
