#!/bin/sh
# bench: harness         a cell of `htg test` against plain QEMU to the same landmark, and the memory of 200 cells
# shellcheck source=bench/lib.sh
. "$(dirname "$0")/lib.sh"

runs=${1:-5}
image=$work/htg.img
cell=direct/virtio-blk
milliseconds "$HTG" build -o "$image" >/dev/null

# The very machine of the cell, by its own script, with the serial port on a pipe instead of a terminal.
"$HTG" test "$image" --matrix default --accel tcg --only "$cell" --dry-run --report "$work/plan" 2>/dev/null |
    sed '1,/^#!/d' >"$work/plain.sh"

# Runs plain QEMU until it says so. Prints milliseconds.
plain() {
    begin=$(date +%s%3N)
    mkfifo "$work/monitor"
    sleep 300 >"$work/monitor" &
    idle=$!
    sh "$work/plain.sh" <"$work/monitor" 2>/dev/null | {
        grep -m 1 -q 'HTG-STAGE switch ok'
        echo $(($(date +%s%3N) - begin))
        printf '\001x' >"$work/monitor"
        cat >/dev/null
    }
    kill "$idle" 2>/dev/null || true
    rm -f "$work/monitor"
}

# Runs the cell. Prints milliseconds, from preparing its disk to its verdict.
harness() {
    "$HTG" test "$image" --matrix default --accel tcg --only "$cell" --report "$work/report" >/dev/null 2>&1
    jq '.cells[0].seconds * 1000 | floor' "$work/report/results.json"
}

ours='' theirs=''
for run in $(seq "$runs"); do
    ours="$ours $(harness)"
    theirs="$theirs $(plain)"
    echo "run $run: cell$ours ms, plain QEMU$theirs ms" >&2
done
# shellcheck disable=SC2086 # lists of numbers
figure 'cell / plain QEMU' "$(ratio "$(median $ours)" "$(median $theirs)")" '' 1.05

# 204 machines, one after the other and two at a time, that only get as far as their BIOS says so on the screen.
truncate -s 1M "$work/blank.img"
cat >"$work/many.yaml" <<END
name: many
axes:
  firmware: [bios]
  bus: [usb-xhci, usb-ehci, usb-uhci, usb-ohci, usb-uas, nvme, ahci, ide, virtio-blk, virtio-scsi, sdhci, megasas]
  memory: [$(seq -f '%.0fM' -s ', ' 65 81)]
select: all
checks: none
END
"$HTG" test "$work/blank.img" --matrix "$work/many.yaml" --expect-text 'Booting from' --accel tcg --jobs 2 \
    --report "$work/many" >"$work/log" 2>&1 &
memory=$(peak_memory $!)
wait $! || {
    tail -n 30 "$work/log" >&2
    exit 1
}
figure "harness memory, $(jq '.cells | length' "$work/many/results.json") cells" "$memory" MiB 200
