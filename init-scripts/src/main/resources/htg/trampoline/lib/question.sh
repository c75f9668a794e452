# shellcheck shell=sh
# The question which of several copies of the stick is meant, on every console at once.

# htg_ask_for_twin
# Shows the copies that there are, on every console, and waits in the background for a number there, unless shells are open; once
# for each set. ${HTG_RUN}/answer then holds the device's name.
htg_ask_for_twin() {
    local name console number=0
    [ "${HTG_COPIES}" != "${HTG_QUESTION-}" ] || return 0
    HTG_QUESTION="${HTG_COPIES}"
    # Whoever still answers the last question shall not answer this one.
    htg_stop_questions
    htg_run rm -f "${HTG_RUN}/answer"
    htg_load_keyboards
    htg_say "Several devices claim to be the same part of $("htg_${HTG_TYPE}_describe"):"
    for name in ${HTG_COPIES}; do
        number=$((number + 1))
        htg_say "  ${number}  ${name}: $(htg_describe_disk "${HTG_ROOT}/sys/class/block/$(htg_name_disk "${name}")" 2>/dev/null)"
    done
    if [ -n "${HTG_SHELLS-}" ]; then
        # A shell reads the keyboard already: two readers would share the keys between them.
        htg_say "In ${HTG_GRACE} s, the one used last is taken; pull out what is not meant."
        return 0
    fi
    htg_say "Which one? Type its number and Enter. In ${HTG_GRACE} s, the one used last is taken."
    for console in ${HTG_CONSOLES:-console}; do
        htg_await_answer "${console}" &
        HTG_QUESTIONS="${HTG_QUESTIONS-} $!"
    done
}

# htg_await_answer CONSOLE
# Reads numbers until one belongs to one of HTG_COPIES, and wakes the search.
htg_await_answer() {
    local typed='' number name
    while read -r typed; do
        number=0
        for name in ${HTG_COPIES}; do
            number=$((number + 1))
            [ "${typed}" != "${number}" ] || { echo "${name}" >"${HTG_RUN}/answer" && echo answered >&3 && return; }
        done
    done <"${HTG_ROOT}/dev/$1" 2>/dev/null
}

# htg_read_answer
# Sets the caller's "chosen" to what somebody has answered, if that is still there.
htg_read_answer() {
    read -r chosen 2>/dev/null <"${HTG_RUN}/answer" || return 1
    case " ${HTG_COPIES} " in
        *" ${chosen} "*) ;;
        *) return 1 ;;
    esac
}

# htg_stop_questions
# Ends the readers, so that nothing of the ramdisk stays open.
htg_stop_questions() {
    # shellcheck disable=SC2086 # a list of process ids
    [ -z "${HTG_QUESTIONS-}" ] || kill ${HTG_QUESTIONS} 2>/dev/null
    HTG_QUESTIONS=''
}
