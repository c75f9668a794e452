#!/bin/sh
# Runs the checks named as arguments; each is a script in $CREDENTIALS_DIRECTORY.
# Prints, on the first serial port, a line for each check, then powers the machine off.
console=${HTG_ROOT:-}/dev/ttyS0

# A getty that takes the port over hangs up whoever else has it open.
trap '' HUP

# Opens the port in a child each time, which cannot acquire it as controlling terminal.
say() {
    (printf '%s\r\n' "$1" >>"${console}")
}

# Nobody else may write into the middle of our lines: neither the kernel nor systemd's status.
hush() {
    dmesg --console-level 1
    kill -s RTMIN+21 1
    sleep 0.2
    say ''
}

# $1: name of the check; says the end of ${output}. Each line takes a process, and time on a slow machine.
say_output() {
    printf '%s\n' "${output}" | tail -c 4096 | tail -n 100 | tr -cd '[:print:]\t\n' | cut -c 1-1000 | while IFS= read -r line; do
        say "HTG-CHECK-OUTPUT $1 ${line}"
    done
    # The verdict must not stand behind a line whose end got lost.
    say ''
}

# Whether ${output} has more than the one line that a verdict repeats.
is_long() {
    case ${output} in
    *'
'*) return 0 ;;
    esac
    [ "${#output}" -gt 200 ]
}

# The last line of ${output}. In square brackets a time would look like a kernel message that tears the verdict.
last_line() {
    printf '%s\n' "${output}" | tail -n 1 | tr -cd '[:print:]' |
        sed 's/\[\( *[0-9]*\.[0-9]*\)]/(\1)/g; s/^\(.\{200\}\).*/\1/'
}

# $1: name of the check; prints the seconds that it may take, which its first line can tell. htg test waits no longer for a
# check whatever that says: it is for who injects checks into a machine of his own.
limit_of() {
    sed -n '1s/^# at most \([0-9]\{1,5\}\) s$/\1/p; 1q' "${CREDENTIALS_DIRECTORY}/htg.check.$1" | grep . || echo 240
}

# $1: name of the check
run_check() {
    limit=$(limit_of "$1")
    output=$(timeout "${limit}" sh "${CREDENTIALS_DIRECTORY}/htg.check.$1" 2>&1)
    status=$?
    last=$(last_line)
    if [ "${status}" -eq 0 ]; then
        is_long && say_output "$1"
        say "HTG-CHECK $1 ok ${last}"
        return
    fi
    [ "${status}" -eq 124 ] && last="no end within ${limit} s: ${last}"
    say_output "$1"
    say "HTG-CHECK $1 fail ${last:-exit status ${status}}"
}

hush
say 'HTG-STAGE checks start'
for name in "$@"; do
    run_check "${name}"
done
say "HTG-STAGE checks ok $#"
systemctl --no-block poweroff
