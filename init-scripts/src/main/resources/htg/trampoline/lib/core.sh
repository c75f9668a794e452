# shellcheck shell=sh
# The seams of the trampoline: commands, stages, traces.

# htg_run COMMAND [ARGUMENT...]
# The one door to everything that is not a shell builtin.
# Prints what the command prints; returns its status.
htg_run() {
    [ -z "${HTG_DEBUG-}" ] || [ "$1" = sleep ] || htg_trace "$*"
    ${HTG_RUNNER:+"${HTG_RUNNER}"} "$@"
}

# htg_become COMMAND [ARGUMENT...]
# As htg_run, but the command takes this process's place: a helper that is started with it is killed by its process id.
htg_become() {
    [ -z "${HTG_DEBUG-}" ] || htg_trace "$*"
    exec ${HTG_RUNNER:+"${HTG_RUNNER}"} "$@"
}

# htg_enter STAGE FUNCTION [ARGUMENT...]
# Runs a stage between its landmarks; htg.break=STAGE opens a shell before it, once.
# The stage may set HTG_DETAIL, which follows the landmark. Returns the stage's status.
htg_enter() {
    local stage="$1" status=ok start
    shift
    htg_break "${stage}" before
    HTG_DETAIL=''
    htg_mark "${stage}" start
    htg_read_clock
    start="${HTG_CLOCK}"
    "$@" || status=fail
    htg_mark "${stage}" "${status}"
    htg_read_clock
    [ "${start}" -eq 0 ] || htg_trace "stage ${stage} took $((HTG_CLOCK - start))0 ms"
    # The first stage has only now learned that it is meant.
    htg_break "${stage}" behind
    [ "${status}" = ok ]
}

# htg_break STAGE WHERE
# Opens a shell if htg.break names this stage, once.
htg_break() {
    local stages=",${HTG_BREAK-},"
    case "${stages}" in *",$1,"*) ;; *) return 0 ;; esac
    HTG_BREAK="${stages%%",$1,"*},${stages#*",$1,"}"
    htg_open_shell "Stopped $2 stage $1, as the kernel command line asks."
}

# htg_mark STAGE start|ok|fail
# Prints a landmark on every console. The words are a contract with the tests: change htg-boot(7) first.
htg_mark() {
    htg_say "HTG-STAGE $1 $2${HTG_DETAIL:+ ${HTG_DETAIL}}"
}

# htg_trace TEXT
# Prints a line with the seconds since the kernel started, if htg.debug was given.
htg_trace() {
    [ -n "${HTG_DEBUG-}" ] || return 0
    htg_read_clock
    htg_say "[${HTG_SECONDS}] htg: $1"
}

# htg_read_clock
# Sets HTG_SECONDS to the time since the kernel started, such as 4.06, and HTG_CLOCK to the same in hundredths, 406.
htg_read_clock() {
    local idle
    # shellcheck disable=SC2034 # reading the idle time keeps it out of the other
    read -r HTG_SECONDS idle 2>/dev/null <"${HTG_ROOT}/proc/uptime" || HTG_SECONDS=0.00
    # The 1 in front keeps a shell from taking 08 for an octal number.
    HTG_CLOCK=$((${HTG_SECONDS%.*} * 100 + 1${HTG_SECONDS#*.} - 100))
}
