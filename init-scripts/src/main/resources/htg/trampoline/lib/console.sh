# shellcheck shell=sh
# Consoles: what is said is said on every one of them, for nobody knows which one has somebody in front of it.

# htg_find_consoles
# Sets HTG_CONSOLES to the device names of all consoles: those the kernel writes to, the screen, the paravirtual one.
htg_find_consoles() {
    local name
    HTG_CONSOLES=''
    read -r HTG_CONSOLES 2>/dev/null <"${HTG_ROOT}/sys/class/tty/console/active"
    for name in tty0 hvc0; do
        case " ${HTG_CONSOLES} " in
            *" ${name} "*) ;;
            *) [ ! -e "${HTG_ROOT}/sys/class/tty/${name}" ] || HTG_CONSOLES="${HTG_CONSOLES} ${name}" ;;
        esac
    done
    HTG_CONSOLES="${HTG_CONSOLES:-console}"
}

# htg_say TEXT
# Prints a line on every console, and into the kernel's log at a level that keeps it off the consoles.
htg_say() {
    local console
    for console in ${HTG_CONSOLES:-console}; do
        htg_put "$1" "${HTG_ROOT}/dev/${console}"
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
# Prints a whole file on every console.
htg_show() {
    local line
    while IFS='' read -r line; do
        htg_say "${line}"
    done <"$1"
}
