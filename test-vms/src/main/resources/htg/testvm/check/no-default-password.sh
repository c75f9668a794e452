#!/bin/sh
# Every account is locked or has no password that could be guessed: none is empty, none is set.
open=$(awk -F: '$2 == "" { print $1 " (empty)" } $2 != "" && $2 !~ /^[!*]/ { print $1 " (set)" }' "${HTG_ROOT:-}/etc/shadow")
if [ -n "${open}" ]; then
    echo "accounts with a password: $(echo "${open}" | tr '\n' ' ')"
    exit 1
fi
echo "$(wc -l <"${HTG_ROOT:-}/etc/shadow") accounts, all locked"
