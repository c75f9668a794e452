# shellcheck shell=sh
# Hardware in people's words, read from /sys. For the failure screen only: nothing here is fast.

# htg_print_controller PATH
# Prints a line about a PCI device if disks can hang off it: address, kind, ids, driver.
htg_print_controller() {
    local class='' kind vendor='' device=''
    read -r class <"$1/class"
    case "${class}" in
        0x0101*) kind='IDE' ;;
        0x0104*) kind='RAID' ;;
        0x0106*) kind='SATA' ;;
        0x0107*) kind='SAS' ;;
        0x0108*) kind='NVMe' ;;
        0x01*) kind='SCSI or other disk' ;;
        0x0805*) kind='SD card' ;;
        0x0c0300) kind='USB 1 (UHCI)' ;;
        0x0c0310) kind='USB 1 (OHCI)' ;;
        0x0c0320) kind='USB 2 (EHCI)' ;;
        0x0c0330) kind='USB 3 (xHCI)' ;;
        0x0c03*) kind='USB' ;;
        *) return 0 ;;
    esac
    read -r vendor <"$1/vendor"
    read -r device <"$1/device"
    printf '  %s  %-18s  %s:%s  %s\n' "${1##*/}" "${kind}" "${vendor#0x}" "${device#0x}" "$(htg_name_driver "$1")"
}

# htg_name_driver PATH
# Prints which driver a device has.
htg_name_driver() {
    (cd -P "$1/driver" 2>/dev/null && echo "driver ${PWD##*/}") || echo 'no driver'
}

# htg_describe_disk PATH
# Prints size, bus, model and serial number of a disk.
htg_describe_disk() {
    local real model serial
    real="$(cd -P "$1" && pwd)"
    model="$(htg_read_line "${real}/device/vendor") $(htg_read_line "${real}/device/model" "${real}/device/name")"
    serial="$(htg_read_serial "${real}")"
    echo "$(htg_print_size "$1"), $(htg_name_bus "${real}"), ${model# }${serial:+, serial ${serial}}"
}

# htg_read_line FILE...
# Prints the first line of the first of these files that can be read, without blanks around it.
htg_read_line() {
    local file line
    for file in "$@"; do
        read -r line 2>/dev/null <"${file}" && echo "${line}" && return
    done
}

# htg_read_serial PATH
# Prints the serial number of a disk, or of the USB device it is in.
htg_read_serial() {
    local path="$1"
    htg_read_line "$1/serial" "$1/device/serial" && return
    while [ "${path}" != "${path%/*/*}" ]; do
        path="${path%/*}"
        [ ! -e "${path}/idVendor" ] || { htg_read_line "${path}/serial" && return; }
    done
    htg_run tail -c +5 "$1/device/vpd_pg80" # a SCSI page: four bytes of header, then the number
}

# htg_name_bus PATH
# Prints the bus that the real path of a disk goes through.
htg_name_bus() {
    case "$1" in
        */usb[0-9]*) echo USB ;;
        */nvme/*) echo NVMe ;;
        */ata[0-9]*) echo ATA ;;
        */mmc_host/*) echo 'SD or MMC' ;;
        */virtio[0-9]*) echo virtio ;;
        */host[0-9]*) echo SCSI ;;
        *) echo 'unknown bus' ;;
    esac
}

# htg_print_size PATH
# Prints a block device's size as it is printed on its box: decimal megabytes or gigabytes.
htg_print_size() {
    local sectors=0
    read -r sectors <"$1/size"
    if [ "${sectors}" -ge 19531250 ]; then
        echo "$((sectors / 1953125)) GB"
    else
        echo "$((sectors * 512 / 1000000)) MB"
    fi
}
