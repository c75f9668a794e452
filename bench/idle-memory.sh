#!/bin/sh
# bench: idle-memory     what the booted base uses of a machine's memory, the median of some boots
# shellcheck source=bench/lib.sh
. "$(dirname "$0")/lib.sh"

runs=${1:-1}
image=$work/htg.img
fetch_packages
milliseconds "$HTG" build -o "$image" >/dev/null

memory=''
for run in $(seq "$runs"); do
    # A failed check (too much memory, for one) still leaves its figure.
    "$HTG" test "$image" --only bios/usb-xhci --report "$work/report" --output json >"$work/boot.json" 2>"$work/log" || true
    used=$(jq -r '.cells[0].checks[] | select(.check == "memory-idle") | .detail' "$work/boot.json" | sed 's/ .*//')
    if [ -z "$used" ]; then
        jq -r '"bench: the stick does not boot: " + .cells[0].reason' "$work/boot.json" >&2 || cat "$work/log" >&2
        exit 1
    fi
    memory="$memory $used"
    echo "run $run of $runs: $used MB" >&2
done
# shellcheck disable=SC2086 # a list of numbers
figure 'idle memory of the base' "$(median $memory)" MB 250
