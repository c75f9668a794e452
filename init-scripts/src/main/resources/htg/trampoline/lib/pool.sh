# shellcheck shell=sh
# The wanted pool: which of its devices are there, and whether they are enough. What is peculiar to a file system is in
# btrfs.sh and zfs.sh, which have the same functions: htg_TYPE_describe, _probe, _is_stale, _note, _count_missing, _import,
# _release. A third one would be a third file.

# htg_find_pool
# Returns 0 when the pool can be imported: HTG_DEVICES names its devices, HTG_MISSING says how many it lacks, HTG_REMARK what
# else there is to say. HTG_PATIENCE counts the seconds since the last of them was found.
htg_find_pool() {
    local before="${HTG_MEMBERS-}"
    htg_weigh_members
    [ "${HTG_MEMBERS}" = "${before}" ] || HTG_PATIENCE=0
    while [ -n "${HTG_TWINS}" ]; do
        htg_settle_twins || return 1
        htg_weigh_members
    done
    HTG_REMARK="${HTG_CHOICE:+a copy of it is there as well; ${HTG_CHOICE}}"
    htg_stamp_devices
    if [ -z "${HTG_DEVICES}" ] || [ "${HTG_STAMP}" = "${HTG_TRIED-}" ]; then
        return 1
    fi
    if [ "${HTG_MISSING}" -eq 0 ] && htg_is_right_stick; then
        return 0
    fi
    [ "${HTG_PATIENCE}" -ge "${HTG_GRACE}" ]
}

# htg_are_all_weighed
# Returns 0 when every device that the kernel shows has answered, and none has since the members were weighed.
htg_are_all_weighed() {
    local before="${HTG_KNOWN}"
    htg_probe_devices
    htg_have_all_answered || return 1
    htg_read_members
    [ "${HTG_KNOWN}" = "${before}" ]
}

# htg_have_all_come
# Returns 0 when moreover no driver is starting that may show another one.
htg_have_all_come() {
    ! htg_are_drivers_starting && htg_are_all_weighed
}

# htg_stamp_devices
# Sets HTG_STAMP to "NAME:SEQUENCE" of each of HTG_DEVICES: the same name may be that of another medium later, or of the same one
# in another port.
htg_stamp_devices() {
    local name sequence rest
    HTG_STAMP=''
    for name in ${HTG_DEVICES}; do
        sequence=''
        # shellcheck disable=SC2034 # only the number counts
        read -r sequence rest 2>/dev/null <"${HTG_RUN}/devices/${name}"
        HTG_STAMP="${HTG_STAMP} ${name}:${sequence}"
    done
}

# htg_are_unchanged
# Returns 0 when HTG_DEVICES are the media that were read. Else forgets those that are not, and says which in HTG_DETAIL.
htg_are_unchanged() {
    local pair status=0
    htg_stamp_devices
    for pair in ${HTG_STAMP}; do
        htg_read_sequence "${pair%:*}"
        if [ "${HTG_SEQUENCE}" != "${pair##*:}" ]; then
            HTG_DETAIL="${pair%:*} is no longer the medium that was read" status=1
            htg_run rm -f "${HTG_RUN}/devices/${pair%:*}"
        fi
    done
    return "${status}"
}

# htg_reject_devices REASON
# What is done when HTG_DEVICES could not be imported: a complete pool is given up; one that lacks devices is tried again as
# soon as others are there.
htg_reject_devices() {
    local name
    if [ "${HTG_MISSING}" -gt 0 ]; then
        htg_stamp_devices
        HTG_TRIED="${HTG_STAMP}"
        echo "$1" >"${HTG_RUN}/tried"
        return
    fi
    for name in ${HTG_DEVICES}; do
        htg_read_sequence "${name}"
        htg_judge "${name}" rejected "$1"
    done
}
