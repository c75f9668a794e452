# shellcheck shell=sh
# Where a device is plugged in, and devices that are plugged in and have no driver.

# htg_name_place PATH
# Prints bus and port that the real path of a disk goes through: "USB port 2-1.4" is the fourth port of a hub in the first
# port of bus 2.
htg_name_place() {
    local part port='' bus='unknown bus' slot='' IFS=/
    for part in $1; do
        case "${part}" in
            *[0-9]-[0-9]*:*) ;; # an interface of a USB device
            usb[0-9]*) bus='USB port' ;;
            [0-9]*-[0-9]*) port="${part}" ;;
            ata[0-9]*) bus='ATA port' port="${part#ata}" ;;
            *:*:*.[0-7]) slot="${part}" ;;
            nvme) bus='NVMe' ;;
            mmc_host) bus='SD or MMC' ;;
            virtio[0-9]*) bus='virtio' ;;
            host[0-9]*) [ "${bus}" != 'unknown bus' ] || bus='SCSI' ;;
        esac
    done
    [ -n "${port}" ] || port="${slot:+in PCI slot ${slot}}"
    echo "${bus}${port:+ ${port}}"
}

# htg_print_driverless
# Prints a line about each device that is a disk, or has one behind it, and has no driver. PCI devices are
# among the controllers.
htg_print_driverless() {
    local bus path alias
    for bus in usb scsi mmc virtio; do
        for path in "${HTG_ROOT}/sys/bus/${bus}/devices"/*; do
            alias="$(htg_read_line "${path}/modalias")"
            case "${bus}:${alias}" in
                usb:usb:*ic08* | scsi:scsi:t-0x00* | mmc:* | virtio:virtio:d0000000[28]*) ;;
                *) continue ;;
            esac
            [ ! -e "${path}" ] || [ -e "${path}/driver" ] ||
                printf '  %-9s %s\n' "${path##*/}" "$(htg_describe_device "${path}"): $(htg_explain_no_driver "${alias}")"
        done
    done
}

# htg_explain_no_driver MODALIAS
# Prints where the driver would be that a device with this alias lacks.
htg_explain_no_driver() {
    local found
    if found="$(htg_find_tier "$1")"; then
        echo "no driver, ${found% *} is in ${found#* }.img"
    else
        echo 'no driver'
    fi
}

# htg_describe_device PATH
# Prints bus, port, maker, model and serial number of a device that is no disk, as far as it says.
htg_describe_device() {
    local real maker model serial
    real="$(cd -P "$1" && pwd)"
    maker="$(htg_read_line "${real}/vendor" "${real}/../manufacturer")"
    maker="${maker##0x*}" # of a virtio device, this is a number
    model="$(htg_read_line "${real}/model" "${real}/name" "${real}/../product")"
    serial="$(htg_read_line "${real}/serial" "${real}/../serial")"
    echo "$(htg_name_place "${real}")${maker:+, ${maker}}${model:+, ${model}}${serial:+, serial ${serial}}"
}
