# shellcheck shell=sh
# What is said about a device on the screen of what was seen.

# htg_describe_verdict NAME
# Prints the reason for which a device was rejected and, if it holds something else, what.
htg_describe_verdict() {
    local sequence state='' reason='only just appeared' content='it does not answer any more'
    # shellcheck disable=SC2034 # the sequence number is not for people
    [ ! -s "${HTG_RUN}/devices/$1" ] || read -r sequence state reason <"${HTG_RUN}/devices/$1"
    case "${state} ${reason}" in
        'reading '*) echo 'does not answer' ;;
        'member '*) htg_describe_member "$1" ;;
        'rejected holds no '*)
            read -r content 2>/dev/null <"${HTG_RUN}/content.$1"
            echo "${reason}, but ${content}"
            ;;
        *) echo "${reason}" ;;
    esac
}

# htg_describe_member NAME
# Prints why a device of the wanted pool does not help.
htg_describe_member() {
    local tried=''
    case " ${HTG_DEVICES} " in
        *" $1 "*)
            [ "${HTG_STAMP-}" != "${HTG_TRIED-}" ] || read -r tried <"${HTG_RUN}/tried"
            echo "is of the wanted pool, which lacks ${HTG_MISSING} more${tried:+ and ${tried}}"
            ;;
        '  ') echo 'is of the wanted pool, and has only just answered' ;;
        *) echo 'is of the wanted pool, but was left out of it for long: its contents are old' ;;
    esac
}

# htg_fail_import TEXT
# Sets HTG_REASON to TEXT and why: a driver that is missing, or the last part of what the failed command has said. Returns 1.
htg_fail_import() {
    local said=''
    read -r said 2>/dev/null <"${HTG_RUN}/error"
    said="${said##*: }"
    htg_knows_file_system "${HTG_TYPE}" || said="$(htg_explain_missing_driver "${HTG_TYPE}")"
    HTG_REASON="$1: ${said}"
    return 1
}

# htg_explain_missing_driver TYPE
# Prints why the kernel has no driver for it: it is not there, nobody (or nobody known here) has signed it, or it is not what
# was signed. That is refused without Secure Boot, too; where signatures are enforced, all have the same error.
htg_explain_missing_driver() {
    local enforced='N' why='is not signed: '
    read -r enforced 2>/dev/null <"${HTG_ROOT}/sys/module/module/parameters/sig_enforce"
    case "${enforced} $(htg_run modprobe "$1" 2>&1)" in
        N*'ey was rejected'*)
            echo "the kernel refuses the driver for $1, which is not what was signed: write the stick anew"
            ;;
        *'not permitted'* | *'ey was rejected'* | *'key not available'*)
            ! htg_is_signed "$1" || why="is signed with a key that this machine does not know: enrol it by GRUB's menu, or "
            echo "the kernel refuses the driver for $1, which ${why}turn Secure Boot off"
            ;;
        *) echo "this ramdisk has no driver for $1" ;;
    esac
}

# htg_is_signed MODULE
# Returns 0 when there is a signature behind the module.
htg_is_signed() {
    local file='' folder=''
    folder="$(echo "${HTG_ROOT}"/lib/modules/*)"
    while read -r file _; do
        case "/${file}" in
            */"$1.ko:") [ "$(htg_run tail -c 28 "${folder}/${file%:}")" != '~Module signature appended~' ] || return 0 ;;
        esac
    done 2>/dev/null <"${folder}/modules.dep"
    return 1
}

# htg_knows_file_system TYPE
# Returns 1 when the kernel has no driver for it.
htg_knows_file_system() {
    local kind='' type=''
    [ -r "${HTG_ROOT}/proc/filesystems" ] || return 0
    while read -r kind type; do
        [ "${type:-${kind}}" != "$1" ] || return 0
    done <"${HTG_ROOT}/proc/filesystems"
    return 1
}
