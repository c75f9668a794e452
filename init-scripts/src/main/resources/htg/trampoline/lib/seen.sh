# shellcheck shell=sh
# The screen for whoever stands in front of a stick that does not boot: what was seen, in plain words, 80 columns wide.

# htg_print_seen REASON
# Prints the screen.
htg_print_seen() {
    local path driverless
    printf '%s\n' '' '-------------------------------------------------------------------------------' \
        'THE STICK DOES NOT BOOT:' "$1" '' "Wanted: $(htg_describe_wanted)" '' 'Controllers:'
    for path in "${HTG_ROOT}"/sys/bus/pci/devices/*; do
        htg_print_controller "${path}"
    done
    driverless="$(htg_print_driverless)"
    [ -z "${driverless}" ] || printf '%s\n' '' 'Disks that are there, and cannot be used:' "${driverless}"
    htg_print_disks "${driverless}"
    htg_print_pools
    [ -e "${HTG_HOME}/tiers/buses" ] || printf '%s\n' '' "What is in buses.img is loaded by the first entry of GRUB's menu."
    printf '%s\n' '-------------------------------------------------------------------------------'
}

# htg_print_disks DRIVERLESS
# Prints all disks and what to do; DRIVERLESS is what was said about those that cannot be used.
htg_print_disks() {
    local path disks=''
    printf '%s\n' '' 'Disks, and why each was rejected:'
    for path in "${HTG_ROOT}"/sys/class/block/*; do
        if [ -e "${HTG_RUN}/devices/${path##*/}" ] && [ ! -e "${path}/partition" ]; then
            disks="${disks}${path##*/} "
            htg_print_disk "${path}"
        fi
    done
    printf '%s\n' ''
    if [ -n "${disks}" ]; then
        printf '%s\n' 'A stick that is not listed: try another port. One that is: what stands beside its' \
            'partition is why. Only one that was not written to its end has to be written again.'
    elif [ -n "$1" ]; then
        printf '%s\n' 'No disk can be used, for those above have no driver.'
    else
        printf '%s\n' 'No disk at all was found. Is the stick plugged in? Try another port.'
    fi
}

# htg_print_pools
# Prints which devices each pool was seen on.
htg_print_pools() {
    local file sequence='' state='' text=''
    # shellcheck disable=SC2016 # awk's own
    for file in "${HTG_RUN}"/devices/*; do
        # shellcheck disable=SC2034 # the sequence number is not for people
        read -r sequence state text 2>/dev/null <"${file}" || continue
        case "${state} ${text}" in
            member* | 'rejected cannot be '* | 'rejected has no '*) echo "the wanted one|${file##*/}" ;;
            *' is another btrfs pool, '*) echo "btrfs ${text##*, }|${file##*/}" ;;
            *' is of another ZFS pool, '*) echo "ZFS ${text#*ZFS pool, }|${file##*/}" ;;
        esac
    done |
        htg_run awk -F '|' '{ on[$1] = on[$1] " " $2 } END { for (pool in on) print "  " pool ": on" on[pool] }' |
        htg_run sort >"${HTG_RUN}/pools"
    [ ! -s "${HTG_RUN}/pools" ] || printf '%s\n' '' 'Pools that were seen:' "$(htg_run cat "${HTG_RUN}/pools")"
}

# htg_describe_wanted
# Prints what is looked for.
htg_describe_wanted() {
    if [ -n "${HTG_TYPE}" ]; then
        "htg_${HTG_TYPE}_describe"
    else
        echo 'a pool, but root= names none'
    fi
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
