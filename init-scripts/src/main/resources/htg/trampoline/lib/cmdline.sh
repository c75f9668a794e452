# shellcheck shell=sh
# The kernel command line, read once.

# htg_parse_cmdline
# Reads /proc/cmdline into HTG_TYPE, HTG_POOL, HTG_DATASET, HTG_FLAGS, HTG_ACCESS, HTG_INIT, HTG_DEADLINE, HTG_LIMIT,
# HTG_GRACE, HTG_STICK, HTG_PANIC, HTG_DEBUG and HTG_BREAK, as htg-boot(7) describes them. The last of several wins, as in
# the kernel. Returns 1 when root= names no pool.
htg_parse_cmdline() {
    local line='' word root=''
    HTG_FLAGS='' HTG_ACCESS=rw HTG_INIT=/sbin/init HTG_STICK=''
    HTG_DEADLINE=30 HTG_GRACE=5 HTG_PANIC='' HTG_DEBUG='' HTG_BREAK=''
    # shellcheck disable=SC2153 # set by init
    read -r line <"${HTG_ROOT}/proc/cmdline"
    set -f # a word with a star in it is no file name pattern
    for word in ${line}; do
        case "${word}" in
            root=*) root="${word#root=}" ;;
            rootflags=*) HTG_FLAGS="${word#*=}" ;;
            ro | rw) HTG_ACCESS="${word}" ;;
            init=/*) HTG_INIT="${word#*=}" ;;
            htg.deadline=*) HTG_DEADLINE="${word#*=}" ;;
            htg.grace=*) HTG_GRACE="${word#*=}" ;;
            htg.stick=*) HTG_STICK="${word#*=}" ;;
            htg.panic=*) HTG_PANIC="${word#*=}" ;;
            htg.break=*) HTG_BREAK="${word#*=}" ;;
            htg.rescue) HTG_BREAK=discover ;;
            htg.debug) HTG_DEBUG=1 ;;
        esac
    done
    set +f
    htg_read_seconds "${HTG_DEADLINE}" 30
    HTG_DEADLINE="${HTG_NUMBER}"
    HTG_LIMIT=$((HTG_DEADLINE * 4))
    htg_read_seconds "${HTG_GRACE}" 5
    HTG_GRACE="${HTG_NUMBER}"
    htg_read_seconds "${HTG_PANIC}" ''
    HTG_PANIC="${HTG_NUMBER}"
    case "${HTG_STICK}" in *[!0-9a-f]*) HTG_STICK='' ;; esac
    htg_parse_root "${root}"
}

# htg_parse_root TEXT
# Sets HTG_TYPE (btrfs, zfs), HTG_POOL (what the pool's labels call it) and HTG_DATASET. Returns 1, with the first two empty,
# when TEXT is neither UUID=UUID nor ZFS=GUID/DATASET.
htg_parse_root() {
    local text="${1#*=}"
    HTG_TYPE='' HTG_POOL='' HTG_DATASET=''
    case "$1" in
        UUID=*)
            htg_is_uuid "${text}" || return 1
            HTG_TYPE=btrfs HTG_POOL="${text}"
            ;;
        ZFS=*/?*)
            htg_is_guid "${text%%/*}" || return 1
            HTG_TYPE=zfs HTG_POOL="${text%%/*}" HTG_DATASET="${text#*/}"
            ;;
        *) return 1 ;;
    esac
}

# htg_is_uuid TEXT
# Returns 0 for 8-4-4-4-12 lower-case hexadecimal digits, the way mkfs and GRUB write them.
htg_is_uuid() {
    case "$1" in
        *[!0-9a-f-]*) return 1 ;;
        ????????-????-????-????-????????????) ;;
        *) return 1 ;;
    esac
}

# htg_is_guid TEXT
# Returns 0 for a decimal number of up to 20 digits, the way ZFS writes its 64-bit numbers.
htg_is_guid() {
    case "$1" in
        '' | *[!0-9]* | ?????????????????????*) return 1 ;;
    esac
}

# htg_read_seconds TEXT DEFAULT
# Sets HTG_NUMBER to a whole number below a million, to DEFAULT when TEXT is none. Zeros in front are dropped: a shell takes 010
# for octal, and ends with an error at 08.
htg_read_seconds() {
    HTG_NUMBER="${1#"${1%%[!0]*}"}"
    case "${HTG_NUMBER}" in
        '') HTG_NUMBER="${1:+0}" HTG_NUMBER="${HTG_NUMBER:-$2}" ;;
        *[!0-9]* | ???????*) HTG_NUMBER="$2" ;;
    esac
}
