# shellcheck shell=sh
# Shells for people: one on each console, for nobody knows which one has somebody in front of it.

# htg_open_shell MESSAGE
# Says the message, opens the shells, and waits until one of them is left.
htg_open_shell() {
    htg_say "$1 Leave the shell with 'exit' to go on."
    htg_run rm -f "${HTG_RUN}/left"
    htg_start_shells
    until [ -e "${HTG_RUN}/left" ]; do
        htg_run sleep 1
    done
    htg_stop_shells
}

# htg_start_shells
# Opens a shell on every console, and a new one when it is left. Does nothing when they are open.
htg_start_shells() {
    local console
    [ -z "${HTG_SHELLS-}" ] || return 0
    htg_load_keyboards
    for console in ${HTG_CONSOLES:-console}; do
        { htg_await_writer "${console}" && htg_repeat_shell "${console}"; } 3>&- &
        HTG_SHELLS="${HTG_SHELLS-} $!"
    done
}

# htg_load_keyboards
# Asks for the keyboard drivers, which the search does without as long as nobody is asked anything. Returns at once.
htg_load_keyboards() {
    local module modules=''
    while read -r module; do
        modules="${modules} ${module}"
    done <"${HTG_HOME}/modules/rescue"
    # shellcheck disable=SC2086 # a list of modules
    htg_load ${modules}
}

# htg_await_writer CONSOLE
# Waits until the console has printed what was said, or prints nothing for a second: a prompt is for the end.
htg_await_writer() {
    local written='' lines='' before=''
    [ -n "${HTG_WRITERS-}" ] || return 0
    read -r written lines 2>/dev/null <"${HTG_RUN}/written.$1"
    until [ "${written:-0}" -ge "${HTG_SAID}" ] || [ "${before}" = "${written} ${lines}" ]; do
        before="${written} ${lines}"
        htg_run sleep 1
        read -r written lines 2>/dev/null <"${HTG_RUN}/written.$1"
    done
}

# htg_repeat_shell CONSOLE
# Runs shells on a console for ever; leaving one creates ${HTG_RUN}/left.
htg_repeat_shell() {
    # tty0 stands for the screen in front, and cannot be anyone's terminal.
    [ "$1" != tty0 ] || set -- tty1
    while :; do
        # shellcheck disable=SC2016 # expanded by the inner shell, whose process id it is
        htg_run setsid -c sh -c 'echo $$ >"$0"; ENV="$1" exec sh -i' "${HTG_RUN}/shell.$1" "${HTG_HOME}/lib/profile" \
            <>"${HTG_ROOT}/dev/$1" >&0 2>&1 || htg_run sleep 1
        : >"${HTG_RUN}/left"
    done
}

# htg_stop_shells
# Ends all shells; what runs in them is hung up on by the kernel.
htg_stop_shells() {
    local file pid=''
    # shellcheck disable=SC2086 # a list of process ids
    [ -z "${HTG_SHELLS-}" ] || kill ${HTG_SHELLS} 2>/dev/null
    for file in "${HTG_RUN}"/shell.*; do
        ! read -r pid 2>/dev/null <"${file}" || kill -9 "${pid}" 2>/dev/null
    done
    HTG_SHELLS=''
}
