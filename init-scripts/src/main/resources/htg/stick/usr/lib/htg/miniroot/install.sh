# shellcheck shell=sh
# A kernel and its miniroot in a folder of a boot partition. Read by update-initramfs.
#
# At any moment the boot menu has a complete set of files to boot: FOLDER/next, as long as FOLDER/next/complete is there, else
# FOLDER. That one file switches from the old set to the new one, and back when the new one is in its place.

# htg_install VERSION FOLDER [SOURCE]
# Puts a kernel and its miniroot, newly built or both from the folder SOURCE, into FOLDER, and keeps what the stick runs from as *.old,
# which the menu offers as the previous kernel. Returns 1 when space runs out; the stick then boots as before.
htg_install() {
    local folder="$2" next="$2/next"
    htg_finish "${folder}" || return 1
    mkdir "${next}" && cp "${3:-${HTG_ROOT}/boot}/vmlinuz${1:+-$1}" "${next}/vmlinuz" || return 1
    htg_make_tiers "$1" "${next}" "${3-}" || return 1
    if htg_is_worth_keeping "${folder}"; then
        htg_keep_old "${folder}" || return 1
    fi
    sync
    : >"${next}/complete" || return 1
    sync
    htg_finish "${folder}"
}

# htg_finish FOLDER
# Puts a complete new set in its place; removes one that is not complete. Returns 1, with the new set still booting, when that
# fails.
htg_finish() {
    local file next="$1/next"
    if [ -e "${next}/complete" ]; then
        for file in $(htg_list_set "${next}"); do
            cp "${file}" "$1/${file##*/}" || return 1
        done
        [ -e "${next}/xen.gz" ] || rm -f "$1/xen.gz" "$1/dom0.img"
        sync
        rm "${next}/complete"
        sync
    fi
    htg_discard "$1"
}

# htg_discard FOLDER
# Removes what an installation has left there that is of no use.
htg_discard() {
    [ -e "$1/next/complete" ] || rm -rf "$1/next"
    rm -f "$1"/*.keep
}

# htg_make_tiers VERSION FOLDER [SOURCE]
# Builds a miniroot's tiers as FOLDER/*.img, with Xen where the menu has that, or copies them from SOURCE. Returns 1 on failure.
htg_make_tiers() {
    local file
    if [ -z "${3-}" ]; then
        "${HTG_ROOT}/usr/lib/htg/miniroot/build" "$1" "$2" img && htg_add_xen "$2"
        return
    fi
    for file in $(htg_list_set "$3"); do
        [ "${file##*/}" = vmlinuz ] || cp "${file}" "$2/" || return 1
    done
}

# htg_is_worth_keeping FOLDER
# Returns 0 if the stick runs from what is in FOLDER, and FOLDER/next is different: any other set has not shown that it boots.
htg_is_worth_keeping() {
    [ -e "$1/vmlinuz" ] && [ ! -e "${HTG_ROOT}/run/htg/upgraded" ] || return 1
    ! grep -q 'BOOT_IMAGE=[^ ]*\.old' "${HTG_ROOT}/proc/cmdline" || return 1
    ! htg_is_same "$1/next" "$1"
}

# htg_is_same SOURCE FOLDER
# Returns 0 if the kernel and the tiers of its miniroot are the same in both.
htg_is_same() {
    local file
    for file in $(htg_list_set "$1"); do
        cmp -s "${file}" "$2/${file##*/}" || return 1
    done
}

# htg_keep_old FOLDER
# Keeps the kernel and the tiers of its miniroot in FOLDER as *.old. The menu offers them if the kernel is there: it goes first and
# comes last, so that a power cut leaves a complete set or none. Returns 1 when space runs out.
htg_keep_old() {
    local file name
    for file in $(htg_list_set "$1"); do
        name="${file##*/}"
        cp "${file}" "$1/${name%.*}.keep" || return 1
    done
    sync
    rm -f "$1/vmlinuz.old"
    sync
    # What the new set has not, such as Xen, is not to be started with it.
    for file in "$1"/*.old; do
        [ -e "${file%.old}.keep" ] || rm -f "${file}"
    done
    for file in "$1"/*.keep; do
        [ "${file##*/}" = vmlinuz.keep ] || mv "${file}" "${file%.keep}.old"
    done
    sync
    mv "$1/vmlinuz.keep" "$1/vmlinuz.old"
}
