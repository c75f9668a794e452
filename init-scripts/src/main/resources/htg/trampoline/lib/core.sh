# shellcheck shell=sh
# The seams of the trampoline: commands, stages, traces.

# htg_run COMMAND [ARGUMENT...]
# The one door to everything that is not a shell builtin.
# Prints what the command prints; returns its status.
htg_run() {
    [ -z "${HTG_DEBUG-}" ] || htg_trace "$*"
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
    local stage="$1"
    shift
    if [ "${HTG_BREAK-}" = "${stage}" ]; then
        HTG_BREAK=''
        htg_open_shell "Stopped before stage ${stage}, as the kernel command line asks."
    fi
    HTG_DETAIL=''
    htg_mark "${stage}" start
    if "$@"; then
        htg_mark "${stage}" ok
    else
        htg_mark "${stage}" fail
        return 1
    fi
}

# htg_mark STAGE start|ok|fail
# Prints a landmark on every console. The words are a contract with the tests: change htg-boot(7) first.
htg_mark() {
    htg_say "HTG-STAGE $1 $2${HTG_DETAIL:+ ${HTG_DETAIL}}"
}

# htg_trace TEXT
# Prints a line with the seconds since the kernel started, if htg.debug was given.
htg_trace() {
    local seconds='' idle
    [ -n "${HTG_DEBUG-}" ] || return 0
    # shellcheck disable=SC2034 # reading the idle time keeps it out of the other
    read -r seconds idle 2>/dev/null <"${HTG_ROOT}/proc/uptime"
    htg_say "[${seconds}] htg: $1"
}
