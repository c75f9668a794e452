# shellcheck shell=sh
# The base system on the pool, looked at from the ramdisk.

# htg_can_start FOLDER PROGRAM
# Returns 1 unless PROGRAM can be started once FOLDER is the root: a failed start would be the end of process 1, and nobody could
# read why.
htg_can_start() {
    htg_follow_links "$1" "$2" && [ -f "$1${HTG_TARGET}" ] && [ -x "$1${HTG_TARGET}" ]
}

# htg_follow_links FOLDER PATH
# Sets HTG_TARGET to where PATH leads once FOLDER is the root. Left to the kernel, a link such as /lib/systemd/systemd would lead
# into the ramdisk. Returns 1 when links lead to each other.
htg_follow_links() {
    local rest="$2/" name links=0
    HTG_TARGET=''
    while [ -n "${rest}" ]; do
        name="${rest%%/*}" rest="${rest#*/}"
        case "${name}" in
            '' | .) ;;
            ..) HTG_TARGET="${HTG_TARGET%/*}" ;;
            *) HTG_TARGET="${HTG_TARGET}/${name}" ;;
        esac
        if [ -L "$1${HTG_TARGET}" ]; then
            links=$((links + 1))
            [ "${links}" -le 40 ] || return 1 # as many as the kernel follows
            rest="$(htg_run readlink "$1${HTG_TARGET}")/${rest}"
            HTG_TARGET="${HTG_TARGET%/*}"
            case "${rest}" in /*) HTG_TARGET='' ;; esac
        fi
    done
}
