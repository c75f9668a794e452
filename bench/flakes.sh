#!/bin/sh
# bench: flakes          the default matrix of `htg test`, 5 times with idle and 5 times with busy processors: no cell may fail
# HTG_BENCH_RUNS sets another number of runs, HTG_BENCH_LOADS which of "idle busy" are tried, HTG_BENCH_IMAGE an image,
# HTG_BENCH_MATRIX another matrix: "pools" is the search for the root pool. HTG_BENCH_ONLY has patterns of the cells that run.
# shellcheck source=bench/lib.sh
. "$(dirname "$0")/lib.sh"
set -f # a pattern of cells is none of files

RUNS=${HTG_BENCH_RUNS:-5}
LOADS=${HTG_BENCH_LOADS:-idle busy}
MATRIX=${HTG_BENCH_MATRIX:-default}
only=
for cells in ${HTG_BENCH_ONLY-}; do
    only="$only --only $cells"
done
image=${HTG_BENCH_IMAGE:-$work/htg.img}
[ -n "${HTG_BENCH_IMAGE-}" ] || milliseconds "$HTG" build -o "$image" >/dev/null

trap 'stop_load; rm -rf "$work"' EXIT

# Keeps the report of a run. Args: its name.
keep() {
    kept=$(mktemp -d "${TMPDIR:-/var/tmp}/htg-flakes-$1.XXXXXX")
    cp -R "$work/report/." "$kept"
    echo "  the report is kept in $kept"
}

# Runs the matrix as often as asked for, and prints what failed. Args: idle or busy.
series() {
    [ "$1" = idle ] || start_load
    failed=0
    for run in $(seq "$RUNS"); do
        begin=$(date +%s)
        rm -rf "$work/report"
        # shellcheck disable=SC2086 # a list of options
        "$HTG" test "$image" --matrix "$MATRIX" $only --accel tcg --jobs 2 --report "$work/report" >"$work/log" 2>&1 || [ "$?" = 1 ] || {
            tail -n 30 "$work/log" >&2
            exit 1
        }
        results=$work/report/results.json
        bad=$(jq '[.cells[] | select(.verdict != "passed")] | length' "$results")
        echo "$1 run $run: $(jq '.cells | length' "$results") cells in $(($(date +%s) - begin)) s, $bad failed"
        jq -r '.cells[] | select(.verdict != "passed") | "  \(.cell): \(.stage // ""): \(.reason // "")"' "$results"
        failed=$((failed + bad))
        # What has failed once in hundreds of boots is wanted afterwards.
        [ "$bad" = 0 ] || keep "$1-$run"
    done
    stop_load
    figure "failures in $RUNS runs of $MATRIX, processors $1" "$failed" '' 0
}

for load in $LOADS; do
    series "$load"
done
