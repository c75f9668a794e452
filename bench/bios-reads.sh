#!/bin/sh
# bench: bios-reads      reads of GRUB on models of a BIOS, host idle and busy: size chosen, time, calls, faults; stock GRUB beside it
#
# Sticks that differ only in grub.block-size are booted on every model as far as the kernel's entry; times and calls are read from
# the log of requests. "load" is from the kernel's first sector to the last of the ramdisk, "start" from GRUB's first read on, which
# has the measuring in it. Of every four first starts, one is followed by the best fixed size and by stock GRUB: what is compared is
# a start with those right after it, and of the ratios the median, since this machine may be twice as slow ten minutes later.
# HTG_BENCH_RUNS: how many first starts of the stick that measures, for each model and load, default 20. HTG_BENCH_LOADS: which of
# "idle busy"; busy is for root only, who may let the machine go first. HTG_BENCH_MODELS: which models, and "ehci" for
# QEMU's own USB 2.
# shellcheck source=bench/lib.sh
. "$(dirname "$0")/lib.sh"
# shellcheck source=bench/bios-lib.sh
. "$(dirname "$0")/bios-lib.sh"

RUNS=${HTG_BENCH_RUNS:-20}
LOADS=${HTG_BENCH_LOADS:-idle busy}
MODELS=${HTG_BENCH_MODELS:-ehci knee-8k flat sectors knee-4k knee-16k knee-32k flash-4k fails-above@16 lies-above@32}
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

# Boots all sticks of one size and sets best, the size. Args: model.
fixed_sizes() {
    best='' shortest=''
    : >"$work/loads"
    for size in $SIZES; do
        boot "$size" "$1" kernel
        echo "$1: $load ms in blocks of $size, $calls calls a MiB, $unaligned not aligned"
        echo "$size $load" >>"$work/loads"
        if [ -z "$shortest" ] || [ "$shortest" -gt "$load" ]; then
            best=$size shortest=$load
        fi
    done
    figure "$1: calls a MiB in 32 KiB blocks" "$calls" '' 33
    figure "$1: of them not aligned" "$unaligned" '' 0
}

# Whether loading in blocks of a size takes more than 5 % longer than in the best. Args: block size.
is_bad() {
    [ $(($(sed -n "s/^$1 //p" "$work/loads") * 100)) -gt $((shortest * 105)) ]
}

# Boots the best fixed size and stock GRUB right after a first start, and keeps what they took in comparison. Args: model.
compare() {
    first_load=$load first_start=$start
    boot "$best" "$1" kernel
    to_best="$to_best $(ratio "$first_load" "$load")"
    boot stock "$1" kernel
    to_stock="$to_stock $(ratio "$first_load" "$load")"
    stock_starts="$stock_starts $start"
    [ "$later" -ge $((first_start - start)) ] || later=$((first_start - start))
}

# First starts of the stick that measures; prints what was chosen. Sets wrong: how many bad choices, and what compare sets.
# Args: model, load of the host.
first_starts() {
    [ "$2" = idle ] || start_load
    to_best='' to_stock='' stock_starts='' later=-100000 wrong=0
    : >"$work/choices"
    for run in $(seq "$RUNS"); do
        boot auto "$1" kernel
        echo "${said%%,*}" >>"$work/choices"
        if is_bad "$(chosen "$said")"; then
            wrong=$((wrong + 1))
            echo "$1: bad: $said"
        fi
        [ "$2" != idle ] || [ $((run % 4)) != 1 ] || compare "$1"
    done
    stop_load
    echo "$1, host $2: $(sort "$work/choices" | uniq -c | tr -s ' \n' ' ')"
    figure "$1, host $2: bad choices of $RUNS" "$wrong" '' 0
}

# Starts of a machine that is remembered. Args: model, the choice.
remembered_starts() {
    remember "$2"
    starts=''
    for _ in 1 2 3; do
        boot again "$1" kernel
        starts="$starts $start"
    done
    # shellcheck disable=SC2086 # lists of numbers
    figure "$1: remembered start / stock GRUB" "$(ratio "$(median $starts)" "$(median $stock_starts)")" '' 1.00
}

# A BIOS that errs: every start reaches the kernel's first program by GRUB's own reads, or the bench ends here. Args: model.
faulty_starts() {
    stock_path=0
    for _ in $(seq "$RUNS"); do
        boot auto "$1" consoles
        case $said in *"GRUB's own"*) stock_path=$((stock_path + 1)) ;; esac
    done
    echo "$1: $RUNS of $RUNS starts succeed; $said"
    figure "$1: starts of them not by GRUB's own reads" $((RUNS - stock_path)) '' 0
}

for model in $MODELS; do
    case $model in *@*)
        faulty_starts "$model"
        continue
        ;;
    esac
    fixed_sizes "$model"
    for host in $LOADS; do
        if [ "$host" = busy ] && [ -z "$first" ]; then
            echo "$model, host busy: left out, since only root may let the machine go first"
            continue
        fi
        first_starts "$model" "$host"
        # Other work beside it makes times of different starts no match for each other.
        [ "$host" = idle ] || continue
        # shellcheck disable=SC2086 # lists of numbers
        {
            figure "$model: load / best fixed size" "$(median $to_best)" '' 1.05
            figure "$model: load / stock GRUB" "$(median $to_stock)" '' "$(share "$model")"
        }
        echo "$model: each of them: best $to_best, stock $to_stock"
        figure "$model: first start later than stock, at most" "$later" ms 500
        remembered_starts "$model" "$(chosen "$said")"
    done
done
