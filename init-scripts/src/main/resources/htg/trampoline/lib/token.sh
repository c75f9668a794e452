# shellcheck shell=sh
# The stick that GRUB has started from, and those that go with it. GRUB passes a token, htg.stick=TOKEN, from an environment block
# in front of the first partition; the base gives all sticks of its pool a new one at each start, so that copies of them differ
# as soon as one was used. While it does, a stick has both, written TOKEN/NEXT here; "-" stands for none. Sticks that were started
# without one of their pool have @PAST behind that: the token of the time when the pool was last complete.

# htg_accept NAME ID AGE [WORD...]
# Judges a device to be a member of the wanted pool: ID AGE TOKEN [WORD...].
htg_accept() {
    local name="$1" id="$2" age="$3"
    shift 3
    htg_judge "${name}" member "${id} ${age} $(htg_read_token "${name}") $*"
}

# htg_read_token NAME
# Prints the token of the disk that this device is on, from the 1024 bytes that are 32 KiB before its first MiB ends. Changes the
# shell that it runs in, which has to be one of its own.
htg_read_token() {
    local word token='-' next='' past=''
    set -f
    for word in $(htg_become dd bs=1024 skip=992 count=1 2>/dev/null <"${HTG_ROOT}/dev/$(htg_name_disk "$1")"); do
        case "${word}" in
            htg_*=*[!0-9a-f]*) ;;
            htg_stick=?*) token="${word#*=}" ;;
            htg_next=?*) next="/${word#*=}" ;;
            htg_past=?*) past="@${word#*=}" ;;
        esac
    done
    echo "${token}${next}${past}"
}

# htg_bears_token TOKEN
# Returns 0 for the token of the stick that GRUB has started from.
htg_bears_token() {
    [ -n "${HTG_STICK}" ] && [ "${1%%[/@]*}" = "${HTG_STICK}" ]
}

# htg_go_together TOKEN TOKEN
# Returns 0 when sticks with these tokens were used together the last time. The power may have failed while they got new ones.
htg_go_together() {
    local one="${1%@*}" other="${2%@*}" first second
    first="${one%%/*}" second="${other%%/*}"
    case "${first} ${second} ${one} ${other}" in
        '- '* | *' - '*) ;;
        "${first} ${first} "* | *"/${second} "* | *"/${first}") ;;
        *) return 1 ;;
    esac
}

# htg_was_left_behind TOKEN LEADER
# Returns 0 for the token of a stick that was away while the leader was used, and was not used itself since they were together.
htg_was_left_behind() {
    [ "${1%%[/@]*}" = "${2#*@}" ]
}

# htg_note_bearer NAME ID AGE TOKEN [WORD...]
# Adds to HTG_BEARERS what is on the stick that GRUB has started from.
htg_note_bearer() {
    ! htg_bears_token "$4" || HTG_BEARERS="${HTG_BEARERS}${HTG_BEARERS:+ }$1"
}

# htg_is_enough
# Returns 0 when a whole second has passed since the last member was found: of two, one may have begun long before.
htg_is_enough() {
    [ "${HTG_PATIENCE}" -gt 1 ]
}

# htg_is_right_stick
# Returns 0 when one of HTG_DEVICES is on the stick that GRUB started from; what else is there at that moment is read first, as a
# copy that was never started bears the same token, for two seconds at most. If GRUB told nothing, or that stick has failed
# (HTG_GAVE_UP), a copy may also be behind a driver that is starting: that is waited for as long as for a part that is missing.
htg_is_right_stick() {
    local name
    if [ -z "${HTG_STICK}" ] || [ -n "${HTG_GAVE_UP-}" ]; then
        [ "${HTG_PATIENCE}" -ge "${HTG_GRACE}" ] || htg_have_all_come
        return
    fi
    HTG_BEARERS=''
    htg_for_each_member htg_note_bearer
    for name in ${HTG_BEARERS}; do
        case " ${HTG_DEVICES} " in
            *" ${name} "*)
                htg_is_enough || htg_are_all_weighed
                return
                ;;
        esac
    done
    HTG_REMARK='GRUB started from another copy of this stick'
    return 1
}
