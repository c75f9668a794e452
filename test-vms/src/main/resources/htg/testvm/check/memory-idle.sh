#!/bin/sh
# The idle base leaves the memory to the guests: at most 250 MB are in use. What is in the cache of ZFS does not count, as what
# is in the kernel's own does not, although the kernel does not know that it can have it back.
most=250
best=
# What the boot started is still settling down, on a slow machine for longer: the lowest of some looks counts.
for look in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
    used=$(awk '/^MemTotal:/ { t = $2 } /^MemAvailable:/ { a = $2 } END { print int((t - a) * 1024 / 1000000) }' "${HTG_ROOT:-}/proc/meminfo")
    cache=$(awk '$1 == "size" { print int($3 / 1000000) }' "${HTG_ROOT:-}/proc/spl/kstat/zfs/arcstats" 2>/dev/null)
    used=$((used - ${cache:-0}))
    if [ -z "${best}" ] || [ "${used}" -lt "${best}" ]; then
        best=${used}
    fi
    [ "${look}" -lt 5 ] || [ "${best}" -gt "${most}" ] || break
    sleep 1
done
if [ "${best}" -gt "${most}" ]; then
    ps -eo rss,comm --sort=-rss | head -n 15
    echo "${best} MB used, more than ${most} MB"
    exit 1
fi
echo "${best} MB used"
