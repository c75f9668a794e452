# shellcheck shell=sh
# Drivers, asked for by the aliases that devices carry in /sys. Nothing here waits for a driver: a controller that needs a
# minute to start must not hold up the stick on another one.

# htg_load_drivers BUS...
# Asks for the driver of each device on these buses that was not asked for yet.
# HTG_ASKED remembers the devices, as "|path|path|". USB goes first: its controllers answer last of all, and while they take
# their time the processor is free for the others.
htg_load_drivers() {
    local bus device alias behind=''
    for bus in "$@"; do
        for device in "${HTG_ROOT}/sys/bus/${bus}/devices"/*; do
            case "${HTG_ASKED-}" in *"|${device}|"*) continue ;; esac
            alias=mmc:block # what SD cards answer to; they do not show it
            [ "${bus}" = mmc ] || read -r alias 2>/dev/null <"${device}/modalias" || continue
            [ -e "${device}" ] || continue
            HTG_ASKED="${HTG_ASKED-}|${device}|"
            # A driver that was loaded for another device has taken this one as well.
            [ ! -e "${device}/driver" ] || continue
            case "${alias}" in
                # Network, display, sound, bridge, SMBus: no stick hangs off these, and looking them up takes time.
                pci:*bc02* | pci:*bc03* | pci:*bc04* | pci:*bc06* | pci:*bc0Csc05*) ;;
                # Sound, input, hub, camera, wireless.
                usb:*ic01* | usb:*ic03* | usb:*ic09* | usb:*ic0E* | usb:*icE0*) ;;
                # A USB controller: what a stick on it will need loads while the controller looks for the stick.
                pci:*bc0Csc03*) htg_load "${alias}" usb-storage sd_mod ;;
                # Of a disk that is no USB 3.1 "attached SCSI" the driver comes with its controller's.
                usb:*ic08isc06ip50*)
                    htg_load "${alias}"
                    behind="${behind} $!"
                    ;;
                usb:* | scsi:*) htg_load "${alias}" ;;
                *)
                    htg_load "${alias}"
                    behind="${behind} $!"
                    ;;
            esac
        done
    done
    # shellcheck disable=SC2086 # a list of process ids
    htg_put_behind 19 ${behind}
}

# htg_put_behind NICENESS [PROCESS...]
# Leaves these the processor time that USB does not take, and that those of a lower niceness do not.
htg_put_behind() {
    local niceness="$1"
    shift
    if [ $# -gt 0 ]; then
        htg_run renice -n "${niceness}" -p "$@" >/dev/null 2>&1 3>&- &
    fi
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
# Starts loading the modules that answer to these aliases or names, one after the other. HTG_LOADERS: the process ids.
htg_load() {
    htg_become modprobe -abq "$@" 2>/dev/null 3>&- &
    HTG_LOADERS="${HTG_LOADERS-} $!"
}

# htg_are_drivers_starting
# Returns 0 while modules are being looked for or loaded. Some adapters take a minute to start.
htg_are_drivers_starting() {
    local file pid state='' running=''
    for pid in ${HTG_LOADERS-}; do
        read -r state 2>/dev/null <"${HTG_ROOT}/proc/${pid}/stat" || continue
        # One that has ended stays until this shell has asked for its status.
        case "${state}" in *') Z '*) ;; *) running="${running} ${pid}" ;; esac
    done
    HTG_LOADERS="${running}"
    [ -z "${running}" ] || return 0
    for file in "${HTG_ROOT}"/sys/module/*/initstate; do
        ! read -r state 2>/dev/null <"${file}" || [ "${state}" != coming ] || return 0
    done
    return 1
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
