#!/bin/sh
# bench: boot-matrix     the default matrix and the smoke set of `htg test`: time, cells, memory of the harness
# shellcheck source=bench/lib.sh
. "$(dirname "$0")/lib.sh"

image=$work/htg.img
milliseconds "$HTG" build -o "$image" >/dev/null

# Runs a matrix. Args: its name, seconds it may take, cells it has at least.
matrix() {
    begin=$(date +%s)
    "$HTG" test "$image" --matrix "$1" --accel tcg --jobs 2 --report "$work/$1" >"$work/log" 2>&1 &
    harness=$!
    memory=$(peak_memory "$harness")
    wait "$harness" || {
        tail -n 30 "$work/log" >&2
        echo "bench: the matrix $1 failed" >&2
        exit 1
    }
    seconds=$(($(date +%s) - begin))
    cells=$(jq '.cells | length' "$work/$1/results.json")
    figure "$1: $cells cells, fewer than wanted" "$(($3 > cells ? $3 - cells : 0))" '' 0
    figure "$1: time" "$seconds" s "$2"
    figure "$1: memory of the harness" "$memory" MiB 200
}

matrix default 600 60
matrix smoke 480 10
