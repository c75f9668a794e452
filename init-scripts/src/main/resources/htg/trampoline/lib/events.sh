# shellcheck shell=sh
# One pipe carries everything that can wake the search up: kernel events, finished probes, the seconds.
# It says only that something happened. What happened is read from /sys, so a lost line costs a second, never a device.

# htg_start_events
# Opens the pipe, which comes with the ramdisk, as descriptor 3, and starts the two helpers that write to it.
htg_start_events() {
    exec 3<>"${HTG_RUN}/events"
    # "echo" runs inside the uevent process: a kernel event costs a line, not a new process.
    htg_become uevent echo uevent >&3 2>/dev/null &
    HTG_HELPERS="$!"
    htg_count_seconds >&3 &
    HTG_HELPERS="${HTG_HELPERS} $!"
}

# htg_count_seconds
# Prints "tick" every second, for ever.
htg_count_seconds() {
    while htg_run sleep 1; do
        echo tick
    done
}

# htg_forget_events
# Drops what has happened so far: the seconds that somebody has spent in a shell are none of a search that begins now.
htg_forget_events() {
    local event=''
    # In the background: hours of seconds fill the pipe, and then nobody but this process makes room in it.
    echo now >&3 &
    until [ "${event}" = now ]; do
        read -r event <&3
    done
}

# htg_has_news
# Returns 1 when the kernel has announced nothing since the last call: several lines of one moment need one look.
htg_has_news() {
    local before="${HTG_SEEN_EVENTS-}"
    read -r HTG_SEEN_EVENTS 2>/dev/null <"${HTG_ROOT}/sys/kernel/uevent_seqnum"
    [ "${HTG_SEEN_EVENTS}" != "${before}" ] && HTG_QUIET=0
}

# htg_has_changed
# Returns 1 when the devices and disks are those of the last call: most of what the kernel announces are its modules. What comes in
# the place of something else between two calls is seen within a second.
htg_has_changed() {
    local bus before="${HTG_THERE-}"
    set -- "${HTG_ROOT}"/sys/class/block/*
    for bus in ${HTG_BUSES}; do
        set -- "$@" "${HTG_ROOT}/sys/bus/${bus}/devices"/*
    done
    HTG_THERE="$*"
    [ "${HTG_THERE}" != "${before}" ]
}

# htg_stop_events
# Ends the helpers and closes the pipe, so that nothing of the ramdisk stays open.
htg_stop_events() {
    # shellcheck disable=SC2086 # a list of process ids
    kill ${HTG_HELPERS} 2>/dev/null
    # shellcheck disable=SC2086
    [ -z "${HTG_HELPERS-}" ] || wait ${HTG_HELPERS} 2>/dev/null
    exec 3<&-
}
