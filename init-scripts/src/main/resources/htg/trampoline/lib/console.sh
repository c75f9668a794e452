# shellcheck shell=sh
# Consoles: what is said is said on every one of them, for nobody knows which one has somebody in front of it. Each has a
# writer of its own behind a pipe: one that is slow, or is held up by flow control or the Scroll Lock key, holds up nobody.

# Lines that may wait for a console. More are lost there: they would fill its pipe, and then everyone would wait.
HTG_BACKLOG=100

# htg_find_consoles
# Sets HTG_CONSOLES to the device names of all consoles: those the kernel writes to, which are in HTG_KERNEL_CONSOLES, the
# screen, the paravirtual one, and those that console= names besides. HTG_LOUD_CONSOLES: where the kernel shows its whole log.
htg_find_consoles() {
    local loud=''
    HTG_CONSOLES=''
    read -r HTG_CONSOLES 2>/dev/null <"${HTG_ROOT}/sys/class/tty/console/active"
    HTG_KERNEL_CONSOLES="${HTG_CONSOLES}"
    read -r loud 2>/dev/null <"${HTG_ROOT}/sys/module/printk/parameters/ignore_loglevel"
    [ "${loud}" != Y ] || HTG_LOUD_CONSOLES="${HTG_CONSOLES}"
    htg_add_console tty0
    htg_add_console hvc0
    htg_add_named_consoles
    HTG_CONSOLES="${HTG_CONSOLES:-console}"
}

# htg_add_console NAME
# Adds a console that is there to HTG_CONSOLES. Returns 1 when it is not there, or among them already.
htg_add_console() {
    local type=''
    case " ${HTG_CONSOLES} " in *" $1 "*) return 1 ;; esac
    [ -e "${HTG_ROOT}/sys/class/tty/$1" ] || return 1
    # Of serial ports the kernel has four, whatever the machine has: one that is not there is of type 0.
    read -r type 2>/dev/null <"${HTG_ROOT}/sys/class/tty/$1/type"
    [ "${type}" != 0 ] && HTG_CONSOLES="${HTG_CONSOLES}${HTG_CONSOLES:+ }$1"
}

# htg_add_named_consoles
# Adds what console= names: of several serial ports the kernel takes one, and leaves the others at their usual speed.
htg_add_named_consoles() {
    local line='' word name
    read -r line <"${HTG_ROOT}/proc/cmdline"
    set -f
    # shellcheck disable=SC2086 # split into words
    set -- ${line}
    set +f
    for word in "$@"; do
        case "${word}" in console=*[0-9]*) word="${word#console=}" ;; *) continue ;; esac
        name="${word%%,*}" word="${word#"${name}"}"
        if htg_add_console "${name}" && [ -n "${word}" ]; then
            word="${word#,}"
            htg_run stty -F "${HTG_ROOT}/dev/${name}" "${word%%[!0-9]*}" 2>/dev/null
        fi
    done
}

# htg_say TEXT
# Prints a line on every console, and into the kernel's log at a level that keeps it off the consoles; where the kernel shows
# that level, it is the kernel that prints it.
htg_say() {
    local console
    HTG_SAID=$((HTG_SAID + 1))
    for console in ${HTG_CONSOLES:-console}; do
        case " ${HTG_LOUD_CONSOLES-} " in *" ${console} "*) continue ;; esac
        if [ -z "${HTG_WRITERS-}" ]; then
            htg_put "$1" "${HTG_ROOT}/dev/${console}"
        else
            htg_queue "${HTG_SAID}=$1" "${console}"
        fi
    done
    htg_put "<7>$1" "${HTG_ROOT}/dev/kmsg"
}

# htg_put TEXT FILE
# Adds a line to a device. A helper that ends at that moment interrupts opening or writing it, and a shell does not try
# again by itself: without the second chance, lines vanish now and then.
htg_put() {
    local attempt
    # shellcheck disable=SC2034 # counts
    for attempt in 1 2 3; do
        if printf '%s\n' "$1" >>"$2"; then
            break
        fi
    done 2>/dev/null
}

# htg_show FILE
# Prints a whole file on every console but the screen, from which it would scroll away: the shell there shows it in pages.
# Where there will be no shells, on every console.
htg_show() {
    local line console
    for console in ${HTG_CONSOLES:-console}; do
        if [ "${console}" != tty0 ] || [ -n "${HTG_PANIC}" ]; then
            htg_queue "${HTG_SAID}<$1" "${console}"
        fi
    done
    # Where the kernel shows all of its log, this would come twice.
    [ -z "${HTG_LOUD_CONSOLES-}" ] || return 0
    while IFS='' read -r line; do
        htg_put "<7>${line}" "${HTG_ROOT}/dev/kmsg"
    done <"$1"
}
