# shellcheck shell=sh
# How long the search may take. What is still moving is waited for: HTG_QUIET counts the seconds since the last news, which are
# a device, a driver, or a disk that has been read. But a device that comes and goes for ever must not hide the screen.

# htg_is_overdue SECONDS
# Returns 0 when so many seconds are enough: HTG_DEADLINE of them without news and without a driver that is just starting, or
# HTG_LIMIT in all. An empty HTG_DEADLINE means that the search has no end.
htg_is_overdue() {
    if [ -z "${HTG_DEADLINE}" ]; then
        return 1
    fi
    [ "$1" -ge "${HTG_LIMIT}" ] || { [ "${HTG_QUIET}" -ge "${HTG_DEADLINE}" ] && ! htg_are_drivers_starting; }
}

# htg_note_verdicts
# Takes it for news when devices have come or gone, or were read.
htg_note_verdicts() {
    local file sequence='' state='' text verdicts=''
    for file in "${HTG_RUN}"/devices/*; do
        # shellcheck disable=SC2034 # neither the number nor the reason can change alone
        read -r sequence state text 2>/dev/null <"${file}" || continue
        # What cannot be read is read again every second: that is no news.
        [ "${state}" != retry ] || state=reading
        verdicts="${verdicts} ${file##*/}:${state}"
    done
    [ "${verdicts}" = "${HTG_VERDICTS-}" ] || HTG_QUIET=0
    HTG_VERDICTS="${verdicts}"
}

# htg_explain_deadline SECONDS
# Sets HTG_DETAIL to why the search is given up after so many seconds.
htg_explain_deadline() {
    if [ -n "${HTG_DEVICES}" ]; then
        HTG_DETAIL="the pool lacks ${HTG_MISSING} of its devices after $1 s"
    else
        HTG_DETAIL="no device carries pool ${HTG_POOL:-(none named)} after $1 s"
    fi
}
