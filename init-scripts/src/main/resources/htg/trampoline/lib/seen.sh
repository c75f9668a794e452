# shellcheck shell=sh
# The screen for whoever stands in front of a stick that does not boot: what was seen, in plain words, 80 columns wide.

# htg_explain_failure
# Shows why no pool was accepted, and leaves HTG_DEADLINE for another search: without end behind rescue shells or, if
# htg.panic is given, of that many seconds before the machine reboots.
htg_explain_failure() {
    [ -z "${HTG_REBOOTS-}" ] || htg_run reboot -f
    # What devices say of themselves is printed without control characters: some is hostile, and some is broken.
    htg_print_seen "${HTG_DETAIL}" 2>/dev/null | htg_run tr -cd '\012\040-\176' | htg_run fold -s -w 79 >"${HTG_RUN}/seen"
    htg_show "${HTG_RUN}/seen"
    HTG_DEADLINE="${HTG_PANIC}"
    if [ -n "${HTG_PANIC}" ]; then
        HTG_REBOOTS=1
        htg_say "The search goes on. The machine reboots in ${HTG_PANIC} s, as htg.panic= asks."
    else
        htg_say 'The search goes on, and the boot as soon as the pool appears. Meanwhile here'
        htg_say "is a shell: 'seen' prints the above again, 'reboot -f' restarts the machine."
        htg_start_shells
    fi
}

# htg_print_seen REASON
# Prints the screen.
htg_print_seen() {
    local path disks=''
    printf '%s\n' '' '-------------------------------------------------------------------------------' \
        'THE STICK DOES NOT BOOT:' "$1" '' "Wanted: the btrfs pool with UUID ${HTG_UUID:-(root= names none)}" '' 'Controllers:'
    for path in "${HTG_ROOT}"/sys/bus/pci/devices/*; do
        htg_print_controller "${path}"
    done
    printf '%s\n' '' 'Disks, and why each was rejected:'
    for path in "${HTG_ROOT}"/sys/class/block/*; do
        if [ -e "${HTG_RUN}/devices/${path##*/}" ] && [ ! -e "${path}/partition" ]; then
            disks="${disks}${path##*/} "
            htg_print_disk "${path}"
        fi
    done
    printf '%s\n' ''
    if [ -z "${disks}" ]; then
        printf '%s\n' 'No disk at all was found. Is the stick plugged in? Try another port.'
    else
        printf '%s\n' 'A stick that is not listed: try another port. One that is: write it again.'
    fi
    printf '%s\n' '-------------------------------------------------------------------------------'
}

# htg_print_disk PATH
# Prints a disk and its partitions, each with its verdict.
htg_print_disk() {
    local path verdict partitions=''
    verdict="$(htg_describe_verdict "${1##*/}")"
    printf '  %-9s %s\n' "${1##*/}" "$(htg_describe_disk "$1")" '' "${verdict}"
    for path in "$1"/*/partition; do
        path="${path%/partition}"
        [ -d "${path}" ] || continue
        partitions="${partitions} ${path##*/}"
        printf '    %-9s %s, %s\n' "${path##*/}" "$(htg_print_size "${path}")" "$(htg_describe_verdict "${path##*/}")"
    done
    case "${verdict}${partitions}" in
        *'partition table'*')') echo '            of which no partition fits the disk: it was not written to its end' ;;
    esac
}

# htg_describe_verdict NAME
# Prints the reason for which a device was rejected and, if it holds something else, what.
htg_describe_verdict() {
    local sequence state='' reason='only just appeared'
    # shellcheck disable=SC2034 # the sequence number is not for people
    [ ! -s "${HTG_RUN}/devices/$1" ] || read -r sequence state reason <"${HTG_RUN}/devices/$1"
    case "${state} ${reason}" in
        'reading '*) echo 'does not answer' ;;
        'rejected holds no btrfs') echo "${reason}, but $(htg_name_content "$1")" ;;
        *) echo "${reason}" ;;
    esac
}
