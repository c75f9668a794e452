# shellcheck shell=sh
# Block devices, and what became of each. ${HTG_RUN}/devices/NAME holds "SEQUENCE STATE TEXT":
#   SEQUENCE  the kernel's number of this medium: another stick under the same name has another
#   STATE     reading, member (of the wanted pool), rejected (for good), retry (looked at again every second)
#   TEXT      the reason, for people; of a member: ID AGE TOKEN [WORD...], see btrfs.sh, zfs.sh and token.sh
# Nothing here writes to a device, and none is mounted but those whose labels carry the wanted pool's identity.

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
# Reads what the device holds, judges it, and wakes the search.
htg_probe_device() {
    local sectors=0
    read -r sectors <"${HTG_ROOT}/sys/class/block/$1/size"
    if [ "${sectors}" -eq 0 ]; then
        htg_judge "$1" retry 'holds no medium'
    elif [ "${sectors}" -lt 129 ]; then
        htg_judge "$1" rejected 'is too small for a file system'
    elif [ -z "${HTG_TYPE}" ]; then
        htg_judge "$1" rejected 'was not looked into: no pool is wanted'
    else
        "htg_${HTG_TYPE}_probe" "$1"
    fi
    echo probed >&3
}

# htg_have_all_answered
# Returns 1 while a device is being read, or its verdict is being written.
htg_have_all_answered() {
    local file sequence='' state='' text
    for file in "${HTG_RUN}"/devices/*; do
        [ -e "${file}" ] || continue
        # shellcheck disable=SC2034 # only the state counts
        read -r sequence state text 2>/dev/null <"${file}" || return 1
        [ "${state}" != reading ] || return 1
    done
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
