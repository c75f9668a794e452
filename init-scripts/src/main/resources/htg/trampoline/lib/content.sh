# shellcheck shell=sh
# What is on a device that holds no btrfs: so many words for people, not a decision of ours.

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
    if [ "$(htg_peek "$1" 1080 2)" = 53ef ]; then
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
    elif [ "$(htg_peek "$1" 54 3)" = 464154 ] || [ "$(htg_peek "$1" 82 3)" = 464154 ]; then
        echo FAT
    elif [ "$(htg_peek "$1" 510 2)" = 55aa ]; then
        echo 'a partition table (MBR)'
    else
        echo 'nothing that is known here'
    fi
}

# htg_peek NAME OFFSET LENGTH
# Prints up to 30 bytes of a device in hexadecimal.
htg_peek() {
    htg_run xxd -p -s "$2" -l "$3" "${HTG_ROOT}/dev/$1"
}
