#!/bin/sh
# bench: bios-reads      reads of GRUB on models of a BIOS, host idle and busy: size chosen, time, calls, faults; stock GRUB beside it
#
# Sticks that differ only in grub.block-size are booted on every model as far as the kernel's entry; times and calls are read from
# the log of requests. "load" is from the kernel's first sector to the last of the ramdisk, "start" from GRUB's first read on, which
# has the measuring in it.
# HTG_BENCH_RUNS: how many first starts of the stick that measures, for each model and load, default 20. HTG_BENCH_LOADS: which of
# "idle busy". HTG_BENCH_MODELS: which models, and "ehci" for QEMU's own USB 2.
# shellcheck source=bench/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=bench/bios-lib.sh
. "$(dirname "$0")/bios-lib.sh"

RUNS=${HTG_BENCH_RUNS:-20}
LOADS=${HTG_BENCH_LOADS:-idle busy}
MODELS=${HTG_BENCH_MODELS:-ehci flat sectors knee-4k knee-8k knee-16k knee-32k flash-4k fails-above@16 lies-above@32}
trap 'stop_load; rm -rf "$work"' EXIT

make_sticks
make_measured_stick

# Prints what share of stock GRUB's time loading may take. Args: model.
share() {
    case $1 in
    ehci) echo 0.55 ;;
    knee-8k) echo 0.66 ;;
    *) echo 1.05 ;;
    esac
}

# Boots all sticks of one size and sets best, stock (of load) and stock_start. Args: model.
fixed_sizes() {
    best='' stock=''
    : >"$work/loads"
    for size in $SIZES; do
        boot "$size" "$1" kernel
        echo "$1: $load ms in blocks of $size, $calls calls a MiB, $unaligned not aligned"
        echo "$size $load" >>"$work/loads"
        [ -n "$stock" ] || stock=$load stock_start=$start
        [ -n "$best" ] && [ "$best" -le "$load" ] || best=$load
    done
    figure "$1: calls a MiB in 32 KiB blocks" "$calls" '' 33
    figure "$1: of them not aligned" "$unaligned" '' 0
}

# Whether loading in blocks of a size takes more than 5 % longer than in the best. Args: block size.
is_bad() {
    [ $(($(sed -n "s/^$1 //p" "$work/loads") * 100)) -gt $((best * 105)) ]
}

# First starts of the stick that measures; sets slowest (of load), latest (of start), wrong: bad choices. Args: model, load of the host.
first_starts() {
    [ "$2" = idle ] || start_load
    slowest=0 latest=0 wrong=0
    : >"$work/choices"
    for _ in $(seq "$RUNS"); do
        boot auto "$1" kernel
        [ "$slowest" -ge "$load" ] || slowest=$load
        [ "$latest" -ge "$start" ] || latest=$start
        echo "$said" >>"$work/choices"
        ! is_bad "$(chosen "$said")" || wrong=$((wrong + 1))
    done
    stop_load
    echo "$1, host $2: $(sort "$work/choices" | uniq -c | tr -s ' \n' ' '); $calls calls a MiB, $unaligned not aligned"
}

for model in $MODELS; do
    case $model in
    *@*) # Every start reaches the kernel's first program, or the bench ends here.
        for _ in $(seq "$RUNS"); do
            boot auto "$model" consoles
        done
        echo "$model: $RUNS of $RUNS starts succeed; $said"
        continue
        ;;
    esac
    fixed_sizes "$model"
    for host in $LOADS; do
        first_starts "$model" "$host"
        figure "$model, host $host: bad choices of $RUNS" "$wrong" '' 0
        # Other work beside it makes times of different starts no match for each other.
        [ "$host" = idle ] || continue
        figure "$model: load, slowest / best fixed size" "$(ratio "$slowest" "$best")" '' 1.05
        figure "$model: load, slowest / stock GRUB" "$(ratio "$slowest" "$stock")" '' "$(share "$model")"
        figure "$model: first start later than stock" "$((latest - stock_start))" ms 500
        remember "$(chosen "$said")"
        boot again "$model" kernel
        figure "$model: remembered start / stock GRUB" "$(ratio "$start" "$stock_start")" '' 1.00
    done
done
