# shellcheck shell=sh
# The writers behind the consoles' pipes, see console.sh. In a pipe, "NUMBER=TEXT" is a line to print, "NUMBER<FILE" a file,
# and "NUMBER" alone asks for a word on the pipe of events. ${HTG_RUN}/written.CONSOLE holds the number of the last of them
# that was done, and the number of all lines that were printed.

# Seconds without a printed line after which a console counts as stuck. Tests, whose seconds are shorter, give more.
: "${HTG_CONSOLE_PATIENCE:=2}"

# htg_start_writers
# Starts a writer for each console.
htg_start_writers() {
    local console pipes=''
    for console in ${HTG_CONSOLES}; do
        pipes="${pipes} ${HTG_RUN}/console.${console}"
    done
    # shellcheck disable=SC2086 # a list of files
    htg_run mkfifo ${pipes} || return 0
    for console in ${HTG_CONSOLES}; do
        htg_write_console "${console}" <>"${HTG_RUN}/console.${console}" &
        HTG_WRITERS="${HTG_WRITERS-} $!"
    done
}

# htg_write_console CONSOLE
# Does what comes from the pipe, for ever.
htg_write_console() {
    local line='' text number=0 lines=0 device="${HTG_ROOT}/dev/$1" file="${HTG_RUN}/written.$1"
    echo 0 0 >"${file}"
    while IFS='' read -r line; do
        case "${line#"${line%%[!0-9]*}"}" in
            =*) htg_put "${line#*=}" "${device}" ;;
            '<'*)
                while IFS='' read -r text; do
                    htg_put "${text}" "${device}"
                    lines=$((lines + 1))
                    echo "${number} ${lines}" >"${file}"
                done <"${line#*<}"
                ;;
            *) echo written 1<>"${HTG_RUN}/events" ;;
        esac
        number="${line%%[!0-9]*}" lines=$((lines + 1))
        echo "${number} ${lines}" >"${file}"
    done
}

# htg_queue LINE CONSOLE
# Gives a line to a console's writer. Returns 1 when too many are waiting there already.
htg_queue() {
    local written='' lines
    # shellcheck disable=SC2034 # the lines count at the end
    read -r written lines 2>/dev/null <"${HTG_RUN}/written.$2"
    if [ -z "${written}" ]; then
        htg_put "$1" "${HTG_RUN}/console.$2" # waits until the writer has opened its end
    elif [ $((HTG_SAID - written)) -lt "${HTG_BACKLOG}" ]; then
        printf '%s\n' "$1" 1<>"${HTG_RUN}/console.$2"
    else
        return 1
    fi
}

# htg_stop_writers
# Waits until each console has printed what was said, but not for one that is stuck, and ends the writers. If there was such a
# console, nothing is said any more.
htg_stop_writers() {
    local console event='' waiting=0 ticks=0 before=''
    [ -n "${HTG_WRITERS-}" ] || return 0
    htg_forget_events
    for console in ${HTG_CONSOLES}; do
        ! htg_queue "${HTG_SAID}" "${console}" || waiting=$((waiting + 1))
    done
    while [ "${waiting}" -gt 0 ] && [ "${ticks}" -lt "${HTG_CONSOLE_PATIENCE}" ]; do
        read -r event <&3
        case "${event}" in
            written) waiting=$((waiting - 1)) ;;
            tick)
                htg_read_progress
                [ "${HTG_PROGRESS}" = "${before}" ] || ticks=0
                before="${HTG_PROGRESS}" ticks=$((ticks + 1))
                ;;
        esac
    done
    # shellcheck disable=SC2086 # a list of process ids
    kill -9 ${HTG_WRITERS} 2>/dev/null
    HTG_WRITERS=''
    [ "${waiting}" -eq 0 ] || HTG_CONSOLES=null
}

# htg_read_progress
# Sets HTG_PROGRESS to what differs when a console has printed a line.
htg_read_progress() {
    local console lines=''
    HTG_PROGRESS=''
    for console in ${HTG_CONSOLES}; do
        read -r lines 2>/dev/null <"${HTG_RUN}/written.${console}"
        HTG_PROGRESS="${HTG_PROGRESS} ${lines}"
    done
}
