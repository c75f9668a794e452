# shellcheck shell=sh
# Root pools that are ZFS. Reading labels and importing are left to htg-zpool(8), which looks only at devices it is told of.

# htg_zfs_describe
# Prints the wanted pool for people.
htg_zfs_describe() {
    echo "the ZFS pool with GUID ${HTG_POOL}"
}

# htg_zfs_probe NAME
# Judges a device by its label. A member's words: GUID, transaction group, pool's name, parts, number of this one, GUIDs in it.
htg_zfs_probe() {
    local name="$1" words status
    words="$(htg_become htg-zpool label "${HTG_ROOT}/dev/$1" 2>/dev/null 3>&-)"
    status=$?
    set -f # the name may be an asterisk
    # shellcheck disable=SC2086 # split into words: pool, device, transaction group, state, host, name, parts, part, devices
    set -- ${words}
    set +f
    if [ "${status}" -eq 3 ]; then
        htg_judge "${name}" rejected 'holds no ZFS'
    elif [ "${status}" -ne 0 ]; then
        htg_judge "${name}" retry 'cannot be read: the device reports an error'
    elif [ "$1" != "${HTG_POOL}" ]; then
        htg_judge "${name}" rejected "is of another ZFS pool, $6, with GUID $1"
    elif [ "$4" -eq 2 ]; then
        htg_judge "${name}" rejected 'is of the wanted pool, but that was destroyed'
    else
        local device="$2" age="$3" pool="$6"
        shift 6
        htg_accept "${name}" "${device}" "${age}" "${pool}" "$@"
    fi
}

# htg_zfs_is_stale AGE NEWEST TOKEN LEADER
# Returns 0 for a device that was used without the leader: each has what the other lacks, and ZFS would take both for one. One
# that was only away is not: ZFS brings it up to date.
htg_zfs_is_stale() {
    ! htg_go_together "$3" "$4" && ! htg_was_left_behind "$3" "$4"
}

# htg_zfs_note NAME PARTS PART GUID...
# Remembers what a member says of the pool: HTG_POOL_NAME, HTG_PARTS, and in HTG_NEEDED "PART/GUID" of each device in its part.
htg_zfs_note() {
    local part="$3" guid
    HTG_POOL_NAME="$1" HTG_PARTS="$2"
    shift 3
    for guid in "$@"; do
        case " ${HTG_NEEDED} " in
            *" ${part}/${guid} "*) ;;
            *) HTG_NEEDED="${HTG_NEEDED}${HTG_NEEDED:+ }${part}/${guid}" ;;
        esac
    done
}

# htg_zfs_count_missing
# Sets HTG_MISSING to the number of the pool's devices that are not among HTG_IDS; a part of which nothing is there counts as
# one device.
htg_zfs_count_missing() {
    local device parts=''
    HTG_MISSING="${HTG_PARTS}"
    for device in ${HTG_NEEDED}; do
        case " ${parts} " in
            *" ${device%/*} "*) ;;
            *) parts="${parts} ${device%/*}" HTG_MISSING=$((HTG_MISSING - 1)) ;;
        esac
        case " ${HTG_IDS} " in
            *" ${device#*/} "*) ;;
            *) HTG_MISSING=$((HTG_MISSING + 1)) ;;
        esac
    done
}

# htg_zfs_import FOLDER NAME...
# Imports the pool from these devices and no others, mounts the root dataset. Returns 1, with HTG_REASON set, when that fails.
htg_zfs_import() {
    local folder="$1" name devices='' verb=import read_only=0
    shift
    for name in "$@"; do
        devices="${devices} ${HTG_ROOT}/dev/${name}"
        read -r read_only <"${HTG_ROOT}/sys/class/block/${name}/ro"
        [ "${read_only}" -eq 0 ] || verb=import-readonly
    done
    # shellcheck disable=SC2086 # a list of devices
    if ! htg_run htg-zpool "${verb}" "${HTG_POOL}" ${devices} >"${HTG_RUN}/health" 2>"${HTG_RUN}/error"; then
        htg_fail_import 'cannot be imported'
    elif ! htg_run mount -t zfs -o "${HTG_ACCESS}${HTG_FLAGS:+,${HTG_FLAGS}}" "${HTG_POOL_NAME}/${HTG_DATASET}" "${folder}" \
        2>"${HTG_RUN}/error"; then
        htg_run htg-zpool export "${HTG_POOL_NAME}"
        htg_fail_import "has no dataset ${HTG_DATASET} that can be mounted"
    fi
}

# htg_zfs_release FOLDER
# Undoes the import.
htg_zfs_release() {
    htg_run umount "$1"
    htg_run htg-zpool export "${HTG_POOL_NAME}"
}
