# shellcheck shell=sh
# The kernel command line, read once.

# htg_parse_cmdline
# Reads /proc/cmdline into HTG_UUID, HTG_UUID_DIGITS, HTG_FLAGS, HTG_ACCESS, HTG_INIT, HTG_DEADLINE, HTG_PANIC, HTG_DEBUG
# and HTG_BREAK, as htg-boot(7) describes them. The last of several wins, as in the kernel. Returns 1 when root= names no UUID.
htg_parse_cmdline() {
    local line='' word
    HTG_UUID='' HTG_FLAGS='' HTG_ACCESS=rw HTG_INIT=/sbin/init
    HTG_DEADLINE=30 HTG_PANIC='' HTG_DEBUG='' HTG_BREAK=''
    read -r line <"${HTG_ROOT}/proc/cmdline"
    set -f # a word with a star in it is no file name pattern
    for word in ${line}; do
        case "${word}" in
            root=*) HTG_UUID="${word#root=}" ;;
            rootflags=*) HTG_FLAGS="${word#*=}" ;;
            ro | rw) HTG_ACCESS="${word}" ;;
            init=/*) HTG_INIT="${word#*=}" ;;
            htg.deadline=*) HTG_DEADLINE="${word#*=}" ;;
            htg.panic=*) HTG_PANIC="${word#*=}" ;;
            htg.break=*) HTG_BREAK="${word#*=}" ;;
            htg.rescue) HTG_BREAK=discover ;;
            htg.debug) HTG_DEBUG=1 ;;
        esac
    done
    set +f
    htg_is_seconds "${HTG_DEADLINE}" || HTG_DEADLINE=30
    htg_is_seconds "${HTG_PANIC:-0}" || HTG_PANIC=''
    htg_set_uuid "${HTG_UUID#UUID=}"
}

# htg_set_uuid TEXT
# Sets HTG_UUID, and HTG_UUID_DIGITS as they are in a superblock. Returns 1, with both empty, when TEXT is no UUID.
htg_set_uuid() {
    local IFS='-'
    HTG_UUID='' HTG_UUID_DIGITS=''
    htg_is_uuid "$1" || return 1
    HTG_UUID="$1"
    # shellcheck disable=SC2086 # split at the dashes
    set -- $1
    HTG_UUID_DIGITS="$1$2$3$4$5"
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

# htg_is_seconds TEXT
# Returns 0 for a whole number below a million.
htg_is_seconds() {
    case "$1" in
        '' | *[!0-9]* | ???????*) return 1 ;;
    esac
}
