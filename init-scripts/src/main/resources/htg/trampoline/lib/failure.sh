# shellcheck shell=sh
# What happens when no pool can be started.

# htg_explain_failure
# Shows why no pool was accepted, and leaves HTG_DEADLINE for another search: without end behind rescue shells or, if
# htg.panic is given, as long as is left of that many seconds since the first screen. Then the machine reboots.
htg_explain_failure() {
    HTG_FAILURES=$((HTG_FAILURES + 1))
    if [ -n "${HTG_REBOOT_AT-}" ] && htg_is_reboot_due; then
        htg_stop_writers
        htg_run reboot -f
    fi
    htg_stop_questions
    htg_name_contents
    # What devices say of themselves is printed without control characters: some is hostile, and some is broken.
    htg_print_seen "${HTG_DETAIL}" 2>/dev/null | htg_run tr -cd '\012\040-\176' | htg_run fold -s -w 79 >"${HTG_RUN}/seen.new"
    htg_run mv "${HTG_RUN}/seen.new" "${HTG_RUN}/seen"
    htg_show "${HTG_RUN}/seen"
    htg_save_seen
    if [ -n "${HTG_PANIC}" ]; then
        htg_plan_reboot
        htg_say "The search goes on. The machine reboots in ${HTG_DEADLINE} s, as htg.panic= asks."
    else
        HTG_DEADLINE='' HTG_LIMIT=''
        htg_say 'The search goes on, and the boot as soon as the pool appears. Meanwhile here'
        htg_say "is a shell: 'seen' prints what was seen, 'reboot -f' restarts the machine."
        htg_start_shells
    fi
}

# htg_plan_reboot
# Lets the next search end when the machine is to reboot. HTG_REBOOT_AT: on htg_read_clock's clock.
htg_plan_reboot() {
    htg_read_clock
    : "${HTG_REBOOT_AT:=$((HTG_CLOCK + HTG_PANIC * 100))}"
    HTG_DEADLINE=$(((HTG_REBOOT_AT - HTG_CLOCK + 99) / 100))
    HTG_LIMIT="${HTG_DEADLINE}"
}

# htg_is_reboot_due
# Returns 0 when the last search has taken all its time, or the time is over; 1 when a pool was found before, and did not start.
htg_is_reboot_due() {
    [ -z "${HTG_OVERDUE}" ] || return 0
    htg_read_clock
    [ "${HTG_CLOCK}" -ge "${HTG_REBOOT_AT}" ]
}
