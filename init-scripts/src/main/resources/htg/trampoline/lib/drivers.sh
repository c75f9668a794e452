# shellcheck shell=sh
# Drivers, asked for by the aliases that devices carry in /sys. Nothing here waits for a driver: a controller that needs a
# minute to start must not hold up the stick on another one.

# htg_load_drivers BUS...
# Asks for the driver of each device on these buses that was not asked for yet.
# HTG_ASKED remembers the devices, as "|path|path|".
htg_load_drivers() {
    local bus device alias
    for bus in "$@"; do
        for device in "${HTG_ROOT}/sys/bus/${bus}/devices"/*; do
            case "${HTG_ASKED-}" in *"|${device}|"*) continue ;; esac
            alias=mmc:block # what SD cards answer to; they do not show it
            [ "${bus}" = mmc ] || read -r alias 2>/dev/null <"${device}/modalias" || continue
            [ -e "${device}" ] || continue
            HTG_ASKED="${HTG_ASKED-}|${device}|"
            case "${alias}" in
                # Network, display, sound, bridge, SMBus: no stick hangs off these, and looking them up takes time.
                pci:*bc02* | pci:*bc03* | pci:*bc04* | pci:*bc06* | pci:*bc0Csc05*) ;;
                # Sound, input, hub, camera, wireless.
                usb:*ic01* | usb:*ic03* | usb:*ic09* | usb:*ic0E* | usb:*icE0*) ;;
                # A USB controller: what a stick on it will need loads while the controller looks for the stick.
                pci:*bc0Csc03*) htg_load "${alias}" usb-storage sd_mod ;;
                *) htg_load "${alias}" ;;
            esac
        done
    done
}

# htg_load_platform_drivers
# Asks for the drivers of what the firmware lists: many devices, of which an SD card slot is the only one that matters,
# so that this is left until the usual places had their chance.
htg_load_platform_drivers() {
    local file alias aliases=''
    for file in "${HTG_ROOT}"/sys/bus/acpi/devices/*/modalias; do
        ! read -r alias 2>/dev/null <"${file}" || aliases="${aliases} ${alias}"
    done
    # shellcheck disable=SC2086 # aliases hold no blanks
    [ -z "${aliases}" ] || htg_load ${aliases}
}

# htg_load ALIAS...
# Starts loading the modules that answer to these aliases or names, one after the other.
htg_load() {
    htg_become modprobe -abq "$@" 2>/dev/null 3>&- &
}

# htg_forget_gone_devices
# Lets what is plugged in later, perhaps something else at the same place, be asked for again.
htg_forget_gone_devices() {
    local device kept='' IFS='|'
    for device in ${HTG_ASKED-}; do
        [ ! -e "${device}" ] || kept="${kept}|${device}|"
    done
    HTG_ASKED="${kept}"
}
