#!/bin/sh
# Runs the checks named as arguments; each is a script in $CREDENTIALS_DIRECTORY.
# Prints, on the first serial port, a line for each check, then powers the machine off.
console=/dev/ttyS0
limit=240

# A getty that takes the port over hangs up whoever else has it open.
trap '' HUP

# Opens the port in a child each time, which cannot acquire it as controlling terminal.
say() {
    (printf '%s\r\n' "$1" >"${console}")
}

# Nobody else may write into the middle of our lines: neither the kernel nor systemd's status.
hush() {
    dmesg --console-level 1
    kill -s RTMIN+21 1
    sleep 0.2
    say ''
}

# $1: name of the check
run_check() {
    output=$(timeout "${limit}" sh "${CREDENTIALS_DIRECTORY}/htg.check.$1" 2>&1)
    status=$?
    last=$(printf '%s\n' "${output}" | tail -n 1 | tr -cd '[:print:]' | cut -c 1-200)
    if [ "${status}" -eq 0 ]; then
        say "HTG-CHECK $1 ok ${last}"
        return
    fi
    [ "${status}" -eq 124 ] && last="no end within ${limit} s: ${last}"
    printf '%s\n' "${output}" | tail -n 30 | tr -cd '[:print:]\n' | cut -c 1-200 | while IFS= read -r line; do
        say "HTG-CHECK-OUTPUT $1 ${line}"
    done
    say "HTG-CHECK $1 fail ${last:-exit status ${status}}"
}

hush
say 'HTG-STAGE checks start'
for name in "$@"; do
    run_check "${name}"
done
say "HTG-STAGE checks ok $#"
systemctl --no-block poweroff
