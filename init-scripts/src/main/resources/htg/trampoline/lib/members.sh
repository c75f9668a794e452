# shellcheck shell=sh
# The members of the wanted pool: devices whose verdict is that they belong to it, see probe.sh.

# htg_weigh_members
# Sets HTG_MEMBERS (all devices of the pool that are there), HTG_TWINS (which of its devices are there more than once),
# HTG_DEVICES (what would be imported: no twins, and none that missed what the others were told) and
# HTG_MISSING (how many devices the pool lacks then). Those that were used last lead, or, once a copy was chosen, those that go
# with it: HTG_LED is its token.
htg_weigh_members() {
    local newest leader
    htg_read_members
    htg_count_members
    if [ -z "${leader}" ] && [ -n "${HTG_LED-}" ]; then
        HTG_LED=''
        htg_count_members
    fi
    HTG_DEVICES='' HTG_IDS='' HTG_NEEDED='' HTG_MISSING=0
    htg_for_each_member htg_select_member
    [ -z "${HTG_DEVICES}" ] || "htg_${HTG_TYPE}_count_missing"
}

# htg_count_members
# Sets HTG_MEMBERS, HTG_TWINS, and the caller's "newest" and "leader", age and token of the one that leads.
htg_count_members() {
    newest=-1 leader=''
    HTG_MEMBERS='' HTG_TWINS='' HTG_IDS=''
    htg_for_each_member htg_count_member
}

# htg_read_members
# Sets HTG_KNOWN to a line "NAME ID AGE TOKEN [WORD...]" for each device whose verdict is that it belongs to the pool. What is weighed
# up is what was known at one moment: a device that answers meanwhile would be counted and not compared.
htg_read_members() {
    local file sequence='' state='' words=''
    HTG_KNOWN=''
    for file in "${HTG_RUN}"/devices/*; do
        # shellcheck disable=SC2034 # a sequence number is of no interest here
        read -r sequence state words 2>/dev/null <"${file}" || continue
        [ "${state}" != member ] || HTG_KNOWN="${HTG_KNOWN}${file##*/} ${words}
"
    done
}

# htg_for_each_member FUNCTION
# Calls FUNCTION NAME ID AGE TOKEN [WORD...] for each device in HTG_KNOWN.
htg_for_each_member() {
    local line words="${IFS}"
    IFS='
'
    set -f # what a label says may be an asterisk
    for line in ${HTG_KNOWN}; do
        IFS="${words}"
        # shellcheck disable=SC2086 # split into words
        "$1" ${line}
    done
    set +f
    IFS="${words}"
}

# htg_count_member NAME ID AGE TOKEN [WORD...]
htg_count_member() {
    HTG_MEMBERS="${HTG_MEMBERS}${HTG_MEMBERS:+ }$1"
    if [ -z "${HTG_LED-}" ] || htg_go_together "$4" "${HTG_LED}"; then
        [ "$3" -lt "${newest}" ] || { [ "$3" -eq "${newest}" ] && ! htg_bears_token "$4"; } || newest="$3" leader="$4"
    fi
    case " ${HTG_IDS} " in
        *" $2 "*) HTG_TWINS="${HTG_TWINS}${HTG_TWINS:+ }$2" ;;
        *) HTG_IDS="${HTG_IDS} $2" ;;
    esac
}

# htg_select_member NAME ID AGE TOKEN [WORD...]
# Adds to HTG_DEVICES and HTG_IDS what is neither a twin nor stale.
htg_select_member() {
    local name="$1" id="$2" age="$3" token="$4"
    shift 4
    case " ${HTG_TWINS} " in *" ${id} "*) return ;; esac
    ! "htg_${HTG_TYPE}_is_stale" "${age}" "${newest}" "${token}" "${leader}" || return 0
    HTG_DEVICES="${HTG_DEVICES}${HTG_DEVICES:+ }${name}"
    HTG_IDS="${HTG_IDS}${HTG_IDS:+ }${id}"
    "htg_${HTG_TYPE}_note" "$@"
}
