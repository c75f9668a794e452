# shellcheck shell=sh
# Hardware in people's words, read from /sys. For people, when something is wrong: nothing here is fast.

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
# Prints which driver a device has, or lacks.
htg_name_driver() {
    (cd -P "$1/driver" 2>/dev/null && echo "driver ${PWD##*/}") || htg_explain_no_driver "$(htg_read_line "$1/modalias")"
}

# htg_describe_disk PATH
# Prints size, bus, port, model and serial number of a disk.
htg_describe_disk() {
    local real model serial
    real="$(cd -P "$1" && pwd)"
    model="$(htg_read_line "${real}/device/vendor") $(htg_read_line "${real}/device/model" "${real}/device/name")"
    serial="$(htg_read_serial "${real}")"
    model="${model#0x* }" # where others have their name, a virtio disk has a number
    model="${model# }"
    echo "$(htg_print_size "$1"), $(htg_name_place "${real}")${model:+, ${model}}${serial:+, serial ${serial}}"
}

# htg_read_line FILE...
# Prints the first line of the first of these files that has one, without blanks around it. Returns 1 when none has.
htg_read_line() {
    local file line
    for file in "$@"; do
        line=''
        # Some files end without a newline.
        read -r line 2>/dev/null <"${file}"
        [ -z "${line}" ] || { echo "${line}" && return; }
    done
    return 1
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

# htg_name_disk NAME
# Prints the disk that a partition is on; a disk is on itself.
htg_name_disk() {
    local path="${HTG_ROOT}/sys/class/block/$1"
    [ ! -e "${path}/partition" ] || path="$(cd -P "${path}/.." && pwd)"
    echo "${path##*/}"
}
