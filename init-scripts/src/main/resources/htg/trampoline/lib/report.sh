# shellcheck shell=sh
# What the base system gets to know of its start.

# htg_report_boot
# Leaves ${HTG_RUN}/boot to the base, on the file system that systemd would mount on /run by itself, with the same options
# (src/shared/mount-setup.c). Without it, the base starts as well.
htg_report_boot() {
    local run="${HTG_ROOT}/newroot/run"
    if htg_run mount -t tmpfs -o mode=755,nosuid,nodev,strictatime,size=20%,nr_inodes=800k tmpfs "${run}"; then
        htg_run mkdir -p "${run}/htg"
        htg_print_facts >"${run}/htg/boot"
    fi 2>/dev/null
}

# htg_print_facts
# Prints lines KEY=VALUE, as htg-boot(7) lists them.
htg_print_facts() {
    htg_read_clock
    printf '%s=%s\n' pool "$("htg_${HTG_TYPE}_describe")" devices "${HTG_DEVICES}" access "${HTG_ACCESS}" \
        missing "${HTG_MISSING}" health "${HTG_HEALTH}" remark "${HTG_REMARK}" stick "${HTG_STICK}" grace "${HTG_GRACE}" \
        failures "${HTG_FAILURES:-0}" seconds "${HTG_SECONDS}"
}
