# shellcheck shell=sh
# Pools that work without a part of them.

# htg_warn_of_degraded_pool
# Says on every console when the pool works without its full protection.
htg_warn_of_degraded_pool() {
    HTG_HEALTH=''
    [ "${HTG_TYPE}" != zfs ] || read -r HTG_HEALTH 2>/dev/null <"${HTG_RUN}/health"
    if [ "${HTG_MISSING}" -gt 0 ]; then
        htg_say "WARNING: the pool is DEGRADED: it was started without ${HTG_MISSING} of its devices."
        htg_say '         Plug in what is missing and start anew, or replace it.'
        htg_name_left_out
    elif [ "${HTG_HEALTH}" = degraded ]; then
        htg_say "WARNING: the pool is DEGRADED: one of its devices does not work. 'zpool status' says which."
    fi
}

# htg_name_left_out
# Says of each device of the pool that is there and was not used why.
htg_name_left_out() {
    local name
    for name in ${HTG_MEMBERS}; do
        case " ${HTG_DEVICES} " in
            *" ${name} "*) ;;
            *) htg_say "         ${name} was used apart from the others, or missed what they were told: it is left as it is." ;;
        esac
    done
}
