# shellcheck shell=sh
# What is on a device that does not hold the wanted kind of pool: so many words for people, not a decision of ours.

# htg_name_contents
# Writes to ${HTG_RUN}/content.NAME what is on each device that does not hold the wanted kind of pool: all at the same time, and
# each in a process of its own, for a disk may have stopped to answer. Waits for that, but no longer than five seconds.
htg_name_contents() {
    local file sequence='' state='' text='' event='' waiting=0 ticks=0
    for file in "${HTG_RUN}"/devices/*; do
        # shellcheck disable=SC2034 # the number is not for people
        read -r sequence state text 2>/dev/null <"${file}" || continue
        case "${state} ${text}" in
            'rejected holds no '*)
                htg_run rm -f "${HTG_RUN}/content.${file##*/}"
                htg_write_content "${file##*/}" &
                waiting=$((waiting + 1))
                ;;
        esac
    done
    while [ "${waiting}" -gt 0 ] && [ "${ticks}" -lt 5 ]; do
        read -r event <&3
        case "${event}" in
            named) waiting=$((waiting - 1)) ;;
            tick) ticks=$((ticks + 1)) ;;
        esac
    done
}

# htg_write_content NAME
# Writes the file of a device, whole, and tells.
htg_write_content() {
    local file="${HTG_RUN}/content.$1"
    htg_name_content "$1" >"${file}.new" 2>/dev/null 3>&-
    htg_run mv "${file}.new" "${file}"
    echo named >&3
}

# htg_name_content NAME
# Prints the name of the file system or other format on a device.
htg_name_content() {
    case "$(htg_peek "$1" 0 8)" in
        58465342*) echo XFS ;;
        4c554b53*) echo 'an encrypted volume (LUKS)' ;;
        ??????4e54465320) echo NTFS ;;
        ??????4558464154) echo exFAT ;;
        *) htg_name_deeper_content "$1" ;;
    esac
}

# htg_name_deeper_content NAME
# The same, for formats that do not start at the start.
htg_name_deeper_content() {
    if [ "$(htg_peek "$1" 65600 8)" = 5f42485266535f4d ]; then
        echo btrfs
    elif [ "$(htg_peek "$1" 16384 12)" = 010100000000000000000001 ]; then
        echo ZFS
    elif [ "$(htg_peek "$1" 1080 2)" = 53ef ]; then
        echo ext2, ext3 or ext4
    elif [ "$(htg_peek "$1" 512 8)" = 4546492050415254 ]; then
        echo 'a partition table (GPT)'
    elif [ "$(htg_peek "$1" 512 8)" = 4c4142454c4f4e45 ]; then
        echo 'an LVM volume'
    elif [ "$(htg_peek "$1" 4086 10)" = 53574150535041434532 ]; then
        echo 'swap space'
    elif [ "$(htg_peek "$1" 4096 4)" = fc4e2ba9 ]; then
        echo 'a part of a RAID'
    elif [ "$(htg_peek "$1" 32769 5)" = 4344303031 ]; then
        echo 'a CD image (ISO 9660)'
    elif htg_is_fat "$1"; then
        echo FAT
    elif [ "$(htg_peek "$1" 67108928 8)" = 5f42485266535f4d ]; then
        echo 'a btrfs with a damaged superblock'
    elif [ "$(htg_peek "$1" 510 2)" = 55aa ]; then
        echo 'a partition table (MBR)'
    else
        echo 'nothing that is known here'
    fi
}

# htg_is_fat NAME
# Returns 0 for a partition that holds a FAT file system.
htg_is_fat() {
    [ "$(htg_peek "$1" 54 3)" = 464154 ] || [ "$(htg_peek "$1" 82 3)" = 464154 ]
}

# htg_peek NAME OFFSET LENGTH
# Prints up to 30 bytes of a device in hexadecimal.
htg_peek() {
    htg_run xxd -p -s "$2" -l "$3" "${HTG_ROOT}/dev/$1"
}
