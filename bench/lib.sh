# shellcheck shell=sh
# What every benchmark here uses. Machines are shared and clocks drift: what counts is the ratio of two things measured
# in turn in one run, and the median.
set -eu

HTG=${HTG:-$(dirname "$(readlink -f "$0")")/../htg}
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/htg

# A folder for this run, on a disk, removed at the end.
work=$(mktemp -d "${TMPDIR:-/var/tmp}/htg-bench.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

# Prints the milliseconds that a command takes. Args: the command; its output goes to $work/log, shown when it fails.
milliseconds() {
    begin=$(date +%s%3N)
    "$@" >"$work/log" 2>&1 </dev/null || {
        tail -n 20 "$work/log" >&2
        echo "bench: failed: $*" >&2
        exit 1
    }
    echo $(($(date +%s%3N) - begin))
}

# Prints the median of the numbers in its arguments.
median() {
    printf '%s\n' "$@" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'
}

# Prints a result. Args: name, value, unit, limit.
figure() {
    awk -v name="$1" -v value="$2" -v unit="$3" -v limit="$4" 'BEGIN {
		printf "%-44s %10s %-4s  at most %8s  %s\n", name, value, unit, limit, value + 0 <= limit + 0 ? "ok" : "MISSED"
	}'
}

# Prints A / B with two decimals. Args: A, B.
ratio() {
    awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f\n", a / b }'
}

# Makes sure that all packages of the default stick, as the mirror has them now, are in the user's cache.
fetch_packages() {
    milliseconds "$HTG" build -o "$work/first.img" >/dev/null
    rm -f "$work/first.img"
}

# Makes a cache with the fetched packages and nothing else. Args: its folder.
cold_cache() {
    mkdir -p "$1"
    cp -a "$CACHE/debs" "$1/debs"
}

# Waits for a process and prints its peak of memory in MiB: its own, not that of the programs it starts. Args: its id.
peak_memory() {
    peak=0
    while now=$(sed -n 's/^VmHWM:[[:space:]]*\([0-9]*\).*/\1/p' "/proc/$1/status" 2>/dev/null) && [ -n "$now" ]; do
        peak=$now
        sleep 0.5
    done
    echo $((peak / 1024))
}

# Makes a stick's menu wait for nobody. Args: image, where its boot partition begins.
hurry() {
    mtype -i "$1@@$2" ::/grub/grub.cfg | sed 's/^set timeout=[0-9]*$/set timeout=0/' >"$work/grub.cfg"
    mcopy -o -i "$1@@$2" "$work/grub.cfg" ::/grub/grub.cfg
}

hogs=
# Keeps every processor busy with something that never waits.
start_load() {
    for _ in $(seq "$(nproc)"); do
        while :; do :; done &
        hogs="$hogs $!"
    done
}

stop_load() {
    # shellcheck disable=SC2086 # a list of process ids
    [ -z "$hogs" ] || kill $hogs 2>/dev/null || true
    hogs=
}
