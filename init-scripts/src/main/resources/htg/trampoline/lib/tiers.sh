# shellcheck shell=sh
# Tiers of the ramdisk, of which GRUB's entry loads those it names. The tables of modules are of all tiers; a module that is
# not there fails to load, without a word. Here is what tells people why.

# htg_has_tier STEM
# Returns 0 when STEM.img was loaded.
htg_has_tier() {
    [ -e "${HTG_HOME}/tiers/$1" ]
}

# htg_find_tier MODALIAS
# Prints "DRIVER STEM" if a device with this alias could have a driver, had GRUB loaded STEM.img. Returns 1 otherwise.
htg_find_tier() {
    local word pattern module stem drivers=''
    # shellcheck disable=SC2034 # the first word is always "alias"
    while read -r word pattern module; do
        # shellcheck disable=SC2254 # a pattern is meant
        case "$1" in ${pattern}) drivers="${drivers} ${module} " ;; esac
    done <"$(echo "${HTG_ROOT}"/lib/modules/*/modules.alias)"
    while read -r module stem; do
        case "${drivers}" in
            *" ${module} "*) htg_has_tier "${stem}" || { echo "${module} ${stem}" && return; } ;;
        esac
    done <"${HTG_HOME}/modules/tiers"
    return 1
}
