# shellcheck shell=sh
# Consoles: what is said is said on every one of them, for nobody knows which one has somebody in front of it.

# htg_list_consoles
# Prints the device names of all consoles, separated by blanks: those the kernel writes to, the screen, the paravirtual one.
htg_list_consoles() {
    local active='' name
    read -r active 2>/dev/null <"${HTG_ROOT}/sys/class/tty/console/active"
    for name in tty0 hvc0; do
        case " ${active} " in
            *" ${name} "*) ;;
            *) [ ! -e "${HTG_ROOT}/sys/class/tty/${name}" ] || active="${active} ${name}" ;;
        esac
    done
    echo "${active:-console}"
}

# htg_say TEXT
# Prints a line on every console, and into the kernel's log at a level that keeps it off the consoles.
htg_say() {
    local console
    for console in ${HTG_CONSOLES:-console}; do
        printf '%s\n' "$1" >>"${HTG_ROOT}/dev/${console}"
    done 2>/dev/null
    printf '<7>%s\n' "$1" 2>/dev/null >>"${HTG_ROOT}/dev/kmsg"
}

# htg_show FILE
# Prints a whole file on every console.
htg_show() {
    local line
    while IFS='' read -r line; do
        htg_say "${line}"
    done <"$1"
}
