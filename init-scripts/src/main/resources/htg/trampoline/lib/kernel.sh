# shellcheck shell=sh
# The kernel's log on consoles that the kernel does not write to: it takes no more than one serial port, and a virtual
# machine's console only if it is named.

# htg_follow_kernel
# With htg.debug: starts to show the kernel's log, from its first line on, on these consoles. HTG_FOLLOWERS: the process ids.
htg_follow_kernel() {
    local console pipe
    [ -n "${HTG_DEBUG}" ] || return 0
    for console in ${HTG_CONSOLES}; do
        case " ${HTG_KERNEL_CONSOLES} " in *" ${console} "*) continue ;; esac
        pipe="${HTG_RUN}/kernel.${console}"
        htg_run mkfifo "${pipe}" || continue
        # The kernel gives a whole message or nothing, and a shell reads byte by byte.
        htg_become cat "${HTG_ROOT}/dev/kmsg" >"${pipe}" &
        HTG_FOLLOWERS="${HTG_FOLLOWERS-} $!"
        htg_print_kernel "${HTG_ROOT}/dev/${console}" <"${pipe}" &
        HTG_FOLLOWERS="${HTG_FOLLOWERS} $!"
    done
}

# htg_print_kernel FILE
# Prints the messages that come on standard input, in the form of Documentation/ABI/testing/dev-kmsg, as the kernel would.
# Left out are those of programs, whose first number is above 7: what the trampoline says is there already.
htg_print_kernel() {
    local line='' time
    while IFS='' read -r line; do
        case "${line}" in [0-7],*) ;; *) continue ;; esac
        time="${line#*,*,}"
        time="${time%%,*}"
        line="${line#*;}"
        # The 1 in front keeps the zeros that lead the microseconds.
        set -- "$1" "$((1000000 + time % 1000000))"
        htg_put "[$((time / 1000000)).${2#1}] ${line}" "$1"
    done
}

# htg_stop_following
# Ends what htg_follow_kernel has started.
htg_stop_following() {
    # shellcheck disable=SC2086 # a list of process ids
    [ -z "${HTG_FOLLOWERS-}" ] || kill -9 ${HTG_FOLLOWERS} 2>/dev/null
    HTG_FOLLOWERS=''
}
