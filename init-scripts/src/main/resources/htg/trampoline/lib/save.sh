# shellcheck shell=sh
# The screen of what was seen as a file on the stick, for whoever reads it on another machine.

# htg_save_seen
# Starts to write the screen to htg/seen.txt on the boot partition of the stick that GRUB has started from. Nothing is written
# unless it is certain which stick that is: exactly one disk bears the token that GRUB told.
htg_save_seen() {
    if [ -n "${HTG_STICK}" ] && [ ! -e "${HTG_RUN}/saving" ]; then
        : >"${HTG_RUN}/saving"
        htg_save_to_stick 3>&- &
        HTG_SAVER="$!"
    fi
}

# htg_save_to_stick
# Writes the file and says so. A process of its own: a stick that fails may take its time.
htg_save_to_stick() {
    local disk path partition
    disk="$(htg_find_grubs_disk)"
    for path in "${HTG_ROOT}/sys/class/block/${disk:-none}"/*/partition; do
        path="${path%/partition}"
        partition="${path##*/}"
        if htg_is_fat "${partition}" && htg_save_to "${partition}"; then
            htg_say "What was seen is in the file htg/seen.txt of the stick's boot partition, ${partition}."
            break
        fi
    done
    htg_run rm -f "${HTG_RUN}/saving"
}

# htg_find_grubs_disk
# Prints the name of the one disk that bears GRUB's token; nothing when several do, or when one may that has not answered yet.
htg_find_grubs_disk() {
    local file name sequence='' state='' text found=''
    for file in "${HTG_RUN}"/devices/*; do
        name="${file##*/}"
        # shellcheck disable=SC2034 # only the state counts
        read -r sequence state text 2>/dev/null <"${file}" || continue
        [ "${state}" != reading ] || return 1
        if [ "$(htg_name_disk "${name}")" = "${name}" ] &&
            htg_bears_token "$(htg_read_token "${name}")"; then
            [ -z "${found}" ] || return 1
            found="${name}"
        fi
    done
    echo "${found}"
}

# htg_save_to NAME
# Writes the file to this partition if it is a boot partition. Returns 1 when it is not, or refuses.
htg_save_to() {
    local folder="${HTG_RUN}/esp" status=1
    htg_run mkdir -p "${folder}"
    htg_run mount -t vfat -o nosuid,nodev,noexec "${HTG_ROOT}/dev/$1" "${folder}" 2>/dev/null || return 1
    if [ -d "${folder}/htg" ] && htg_run cp "${HTG_RUN}/seen" "${folder}/htg/seen.new" 2>/dev/null; then
        htg_run mv "${folder}/htg/seen.new" "${folder}/htg/seen.txt" && status=0
    fi
    htg_run umount "${folder}"
    return "${status}"
}

# htg_stop_saving
# Lets the base start without waiting for a file that is still being written.
htg_stop_saving() {
    if [ -e "${HTG_RUN}/saving" ]; then
        kill "${HTG_SAVER}" 2>/dev/null
        htg_run umount -l "${HTG_RUN}/esp" 2>/dev/null
    fi
}
