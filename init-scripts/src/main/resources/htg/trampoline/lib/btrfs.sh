# shellcheck shell=sh
# Root pools that are a btrfs. The superblock is 64 KiB into each device. Layout: Documentation of btrfs, "On-disk format",
# struct btrfs_super_block and struct btrfs_dev_item.

# htg_btrfs_describe
# Prints the wanted pool for people.
htg_btrfs_describe() {
    echo "the btrfs pool with UUID ${HTG_POOL}"
}

# htg_btrfs_probe NAME
# Judges a device by its superblock. A member's words are: number of the device in the pool, generation of the pool, number of
# the pool's devices.
htg_btrfs_probe() {
    local name="$1"
    # Of 23 words of 8 bytes: 1 and 2 the UUID, 3 own address, 5 magic, 6 generation, 14 number of devices, and from the
    # second byte of word 22 on the number of this device.
    # shellcheck disable=SC2046 # split into words
    set -- $(htg_become xxd -p -c 8 -s 65568 -l 184 "${HTG_ROOT}/dev/$1" 2>/dev/null 3>&-)
    if [ $# -lt 23 ]; then
        htg_judge "${name}" retry 'cannot be read: the device reports an error'
    elif [ "$3" != 0000010000000000 ] || [ "$5" != 5f42485266535f4d ]; then
        htg_judge "${name}" rejected 'holds no btrfs'
    elif [ "$(htg_format_uuid "$1$2")" != "${HTG_POOL}" ]; then
        htg_judge "${name}" rejected "is another btrfs pool, $(htg_format_uuid "$1$2")"
    else
        htg_accept "${name}" "$(htg_format_number "${22#??}${23%??????????????}")" "$(htg_format_number "$6")" \
            "$(htg_format_number "${14}")"
    fi
}

# htg_btrfs_is_stale AGE NEWEST TOKEN LEADER
# Returns 0 for a device that was not there when the pool was changed, or was changed without the leader: a btrfs mixes what is on
# its devices. One generation is what a power cut may cost.
htg_btrfs_is_stale() {
    [ "$1" -lt $(($2 - 1)) ] || ! htg_go_together "$3" "$4"
}

# htg_btrfs_note TOTAL
# Remembers how many devices a member says there are.
htg_btrfs_note() {
    HTG_NEEDED="$1"
}

# htg_btrfs_count_missing
# Sets HTG_MISSING to the number of the pool's devices that are not among HTG_IDS.
htg_btrfs_count_missing() {
    # shellcheck disable=SC2086 # counts the words
    set -- ${HTG_IDS}
    HTG_MISSING=$((HTG_NEEDED - $#))
}

# htg_btrfs_import FOLDER NAME...
# Mounts the root file system from these devices and no others; without one of them, which is rejected, if that lets the others
# be mounted: a damaged superblock does. Returns 1, with HTG_REASON set, when that fails.
htg_btrfs_import() {
    local folder="$1" bad name rest reason
    shift
    ! htg_btrfs_mount "${folder}" "$@" || return 0
    reason="${HTG_REASON}"
    [ $# -gt 1 ] || return 1
    HTG_MISSING=$((HTG_MISSING + 1))
    for bad in "$@"; do
        rest=''
        for name in "$@"; do
            [ "${name}" = "${bad}" ] || rest="${rest}${rest:+ }${name}"
        done
        # shellcheck disable=SC2086 # a list of devices
        if htg_btrfs_mount "${folder}" ${rest}; then
            HTG_DEVICES="${rest}"
            htg_read_sequence "${bad}"
            htg_judge "${bad}" rejected 'does not let the rest of the pool be mounted'
            return 0
        fi
    done
    HTG_MISSING=$((HTG_MISSING - 1)) HTG_REASON="${reason}"
    return 1
}

# htg_btrfs_mount FOLDER NAME...
# Mounts from these devices, HTG_MISSING of the pool's being away. Returns 1, with HTG_REASON set, when that fails.
htg_btrfs_mount() {
    local folder="$1" name options="${HTG_ACCESS}${HTG_FLAGS:+,${HTG_FLAGS}}"
    shift
    [ "${HTG_MISSING}" -eq 0 ] || options="${options},degraded"
    if [ $# -gt 1 ]; then
        for name in "$@"; do
            options="${options},device=${HTG_ROOT}/dev/${name}"
        done
    fi
    htg_run mount -t btrfs -o "${options}" "${HTG_ROOT}/dev/$1" "${folder}" 2>"${HTG_RUN}/error" ||
        htg_fail_import "cannot be mounted (${HTG_FLAGS:-no rootflags})"
}

# htg_btrfs_release FOLDER
# Undoes the import.
htg_btrfs_release() {
    htg_run umount "$1"
}
