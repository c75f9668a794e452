# shellcheck shell=sh
# Drivers, asked for by the aliases that devices carry in /sys. Nothing here waits for a driver: a controller that needs a
# minute to start must not hold up the stick on another one.

# htg_load_drivers BUS...
# Asks for the driver of each device on these buses that was not asked for yet, and for what its disks will need.
# HTG_ASKED remembers the devices, as "|path|path|".
htg_load_drivers() {
    local bus file alias fresh=''
    for bus in "$@"; do
        for file in "${HTG_ROOT}/sys/bus/${bus}/devices"/*/modalias; do
            case "${HTG_ASKED-}" in *"|${file}|"*) continue ;; esac
            read -r alias 2>/dev/null <"${file}" || continue
            HTG_ASKED="${HTG_ASKED-}|${file}|"
            case "${alias}" in
                # Network, display, sound, bridge, SMBus: no stick hangs off these, and looking them up takes time.
                pci:*bc02* | pci:*bc03* | pci:*bc04* | pci:*bc06* | pci:*bc0Csc05*) ;;
                # Sound, input, hub, camera, wireless.
                usb:*ic01* | usb:*ic03* | usb:*ic09* | usb:*ic0E* | usb:*icE0*) ;;
                # A USB controller: what a stick on it will need loads while the controller looks for the stick.
                pci:*bc0Csc03*) fresh="${fresh} ${alias} usb-storage sd_mod" ;;
                *) fresh="${fresh} ${alias}" ;;
            esac
        done
    done
    [ -n "${fresh}" ] || return 0
    # shellcheck disable=SC2086 # aliases hold no blanks, and the stars in them are modprobe's business
    (set -f && htg_become modprobe -abq ${fresh} 2>/dev/null 3>&-) &
}

# htg_forget_gone_devices
# Lets what is plugged in later, perhaps something else at the same place, be asked for again.
htg_forget_gone_devices() {
    local file kept='' IFS='|'
    for file in ${HTG_ASKED-}; do
        [ ! -e "${file}" ] || kept="${kept}|${file}|"
    done
    HTG_ASKED="${kept}"
}
