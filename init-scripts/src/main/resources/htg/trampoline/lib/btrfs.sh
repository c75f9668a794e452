# shellcheck shell=sh
# The btrfs superblock, 64 KiB into the device. Layout: Documentation of btrfs, "On-disk format", struct btrfs_super_block.

# htg_read_btrfs_superblock NAME
# Prints 14 words of 8 bytes in hexadecimal, starting with the file system's UUID: 1 and 2 UUID, 3 own address, 4 flags,
# 5 magic, 6 generation, 11 size in bytes, 14 number of devices. Prints less when the device cannot be read.
htg_read_btrfs_superblock() {
    htg_run xxd -p -c 8 -s 65568 -l 112 "${HTG_ROOT}/dev/$1" 2>/dev/null
}

# htg_is_btrfs WORD...
# Returns 0 when these words are a btrfs superblock's: it knows its own address and bears "_BHRfS_M".
htg_is_btrfs() {
    [ "$3" = 0000010000000000 ] && [ "$5" = 5f42485266535f4d ]
}

# htg_format_uuid DIGITS
# Prints 32 hexadecimal digits in groups of 8-4-4-4-12.
htg_format_uuid() {
    local rest="$1" mask group text=''
    for mask in '????????' '????' '????' '????'; do
        # shellcheck disable=SC2295 # the mask is a pattern on purpose
        group="${rest#${mask}}"
        text="${text}${rest%"${group}"}-"
        rest="${group}"
    done
    echo "${text}${rest}"
}
