# shellcheck shell=sh
# Two sticks that are copies of each other: every identity is the same, and only people can know which one is meant, or GRUB,
# which has started from one of them (see token.sh). ${HTG_RUN}/copies/NAME keeps what was known of one that was not chosen.

# htg_settle_twins
# Decides between members that claim to be the same device, the first of HTG_TWINS: the one that GRUB started from; else the
# one that somebody names, who is asked for HTG_GRACE seconds; else the one that was used last, and of equals the first by
# name. The others are rejected, and HTG_CHOICE says why it was that one. Returns 1 as long as it waits.
htg_settle_twins() {
    local chosen='' remark='GRUB started from it'
    # The other parts of the pool follow the first one that was chosen.
    [ -z "${HTG_LED-}" ] || remark="${HTG_CHOICE}"
    HTG_COPIES=''
    htg_for_each_member htg_note_copy
    case "${chosen}" in
        '' | *' '*)
            htg_ask_for_twin
            if htg_read_answer; then
                remark='as somebody said'
            elif [ "${HTG_PATIENCE}" -ge "${HTG_GRACE}" ]; then
                htg_pick_twin
                remark='nobody said which, and it was used last'
            else
                return 1
            fi
            ;;
    esac
    htg_keep_twin "${chosen}"
    HTG_CHOICE="${remark}"
}

# htg_note_copy NAME ID AGE TOKEN [WORD...]
# Adds to HTG_COPIES a member that is the first of HTG_TWINS, and to the caller's "chosen" one that is on GRUB's stick or goes with
# a copy that was chosen before.
htg_note_copy() {
    [ "$2" = "${HTG_TWINS%% *}" ] || return 0
    HTG_COPIES="${HTG_COPIES}${HTG_COPIES:+ }$1"
    if [ -n "${HTG_LED-}" ]; then
        ! htg_go_together "$4" "${HTG_LED}" || chosen="${chosen}${chosen:+ }$1"
    elif htg_bears_token "$4"; then
        chosen="${chosen}${chosen:+ }$1"
    fi
}

# htg_pick_twin
# Sets the caller's "chosen" to the copy of the highest age, of equals to the first.
htg_pick_twin() {
    local highest=-1
    htg_for_each_member htg_pick_older
}

# htg_pick_older NAME ID AGE [WORD...]
htg_pick_older() {
    [ "$2" != "${HTG_TWINS%% *}" ] || [ "$3" -le "${highest}" ] || { highest="$3" chosen="$1"; }
}

# htg_keep_twin NAME
# Rejects every other of HTG_COPIES.
htg_keep_twin() {
    local kept="$1"
    htg_read_sequence "${kept}"
    HTG_KEPT="${HTG_KEPT-} ${kept}:${HTG_SEQUENCE}"
    htg_for_each_member htg_reject_twin
}

# htg_reject_twin NAME ID AGE TOKEN [WORD...]
htg_reject_twin() {
    local name="$1"
    shift
    if [ "${name}" = "${kept}" ]; then
        : "${HTG_LED:=$3}"
    elif [ "$1" = "${HTG_TWINS%% *}" ]; then
        htg_read_sequence "${name}"
        htg_run mkdir -p "${HTG_RUN}/copies"
        echo "${HTG_SEQUENCE} $*" >"${HTG_RUN}/copies/${name}"
        htg_judge "${name}" rejected "is a copy of ${kept}, which was chosen"
    fi
}
