# shellcheck shell=sh
# Hexadecimal digits of a superblock as people and the shell write them.

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

# htg_format_number DIGITS
# Prints the number that these 16 hexadecimal digits are, lowest byte first.
htg_format_number() {
    local rest="$1" digits=''
    while [ -n "${rest}" ]; do
        digits="${rest%"${rest#??}"}${digits}"
        rest="${rest#??}"
    done
    echo $((0x${digits}))
}
