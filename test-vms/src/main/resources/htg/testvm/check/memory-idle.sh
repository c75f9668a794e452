#!/bin/sh
# The idle base leaves the memory to the guests: at most 250 MB are in use.
most=250
best=
# What the boot started is still settling down: the lowest of a few looks counts.
for _ in 1 2 3 4 5; do
    used=$(awk '/^MemTotal:/ { t = $2 } /^MemAvailable:/ { a = $2 } END { print int((t - a) * 1024 / 1000000) }' "${HTG_ROOT:-}/proc/meminfo")
    if [ -z "${best}" ] || [ "${used}" -lt "${best}" ]; then
        best=${used}
    fi
    sleep 1
done
if [ "${best}" -gt "${most}" ]; then
    ps -eo rss,comm --sort=-rss | head -n 15
    echo "${best} MB used, more than ${most} MB"
    exit 1
fi
echo "${best} MB used"
