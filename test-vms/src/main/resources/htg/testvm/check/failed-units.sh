#!/bin/sh
# No unit failed.
failed=$(systemctl --failed --no-legend --plain | awk '{ print $1 }')
if [ -z "${failed}" ]; then
    echo none
    exit 0
fi
for unit in ${failed}; do
    journalctl --no-pager -o cat -n 5 -u "${unit}"
done
echo "failed: $(echo "${failed}" | tr '\n' ' ')"
exit 1
