#!/bin/sh
# bench: fs-fuzz          hostile images: each reader of fsimage given 10,000 mutants, and under a coverage-guided fuzzer, in 64 MB
#
# HTG_BENCH_MUTANTS says how many mutants of each kind of image are read (default 10000, 0 for none), HTG_BENCH_SECONDS how long each
# reader is fuzzed (default 60, 0 for not at all), HTG_BENCH_TARGETS which readers are meant (default all). A fuzzer's findings are kept.
# Fails when a reader hangs for 5 s, ends with an error that has no type, needs more memory, or could not be tried.
# shellcheck source=bench/lib.sh
. "$(dirname "$0")/lib.sh"

MUTANTS=${HTG_BENCH_MUTANTS:-10000}
SECONDS_EACH=${HTG_BENCH_SECONDS:-60}
root=$(dirname "$HTG")
fuzzer=htg.fsimage.fuzz

# Compiles the tests, and prints the class path that they and the fuzzer need.
class_path() {
    milliseconds mvn -B -q -f "$root/pom.xml" -Dhtg.checks.skip=true -Pfuzz -pl fsimage -am test-compile \
        dependency:build-classpath -Dmdep.includeScope=test -Dmdep.outputFile="$work/class-path" >/dev/null
    echo "$root/fsimage/target/classes:$root/fsimage/target/test-classes:$(cat "$work/class-path")"
}

# Runs a class of the tests. Args: options of the JVM, the class, its arguments.
run() {
    java -XX:+UseSerialGC -Djava.io.tmpdir="$work" -Dhtg.project.root="$root" -cp "$path" "$@"
}

# Has mutants read: sets how many, and how many tests ended with what; prints what is to be said. Args: the reader's name.
give_mutants() {
    mutants=0 hangs=0 untyped=0 memory=0 other=0
    : >"$work/words"
    [ "$MUTANTS" != 0 ] || return 0
    run -Xmx64m -Dhtg.test.mutants="$MUTANTS" "$fuzzer.DamageRun" "$1" >"$work/verdict" 2>"$work/log" || {
        tail -n 30 "$work/log" >&2
        exit 1
    }
    read -r mutants hangs untyped memory other <"$work/verdict"
    sed 1d "$work/verdict" >"$work/words"
}

# Fuzzes a reader: sets how many inputs it has read, and adds what the fuzzer found. Args: its name.
fuzz() {
    inputs=0
    [ "$SECONDS_EACH" != 0 ] || return 0
    rm -rf "$work/seeds" "$work/found"
    mkdir -p "$work/seeds" "$work/found"
    # The fuzzer needs more memory than readers may have; it takes away what is over. What makes the inputs is no program of ours: only
    # the readers count for its coverage.
    run -Xmx160m -Xmn24m com.code_intelligence.jazzer.Jazzer --target_class="$fuzzer.ReaderFuzzer" --target_args="$1 $work/seeds" \
        --instrumentation_includes='htg.fsimage.**' --custom_hook_includes='htg.fsimage.**' \
        --instrumentation_excludes="htg.fsimage.testkit.**:$fuzzer.**" --keep_going=10 \
        --reproducer_path="$work/found" -artifact_prefix="$work/found/" -max_len=65536 -timeout=30 -rss_limit_mb=0 \
        -print_final_stats=1 -max_total_time="$SECONDS_EACH" "$work/seeds" >"$work/log" 2>&1 || true
    inputs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$work/log" | tail -n 1)
    found=$(find "$work/found" -name 'crash-*' -o -name 'timeout-*' -o -name 'oom-*' | wc -l)
    [ -n "$inputs" ] || [ "$found" -gt 0 ] || {
        tail -n 30 "$work/log" >&2
        exit 1
    }
    [ "$found" = 0 ] || sort_out "$1"
}

# Adds a fuzzer's findings to the counts, and keeps its log and inputs. Args: the reader's name.
sort_out() {
    slow=$(grep -a -c -E '^== Java .*took more than|ERROR: libFuzzer: timeout' "$work/log" || true)
    short=$(grep -a -c -E '^== Java .*([Oo]ut of memory|OutOfMemory)' "$work/log" || true)
    hangs=$((hangs + slow)) memory=$((memory + short))
    [ "$found" -le $((slow + short)) ] || untyped=$((untyped + found - slow - short))
    kept=$(mktemp -d "${TMPDIR:-/var/tmp}/htg-fuzz-$1.XXXXXX")
    cp -R "$work/log" "$work/found/." "$kept"
    grep -a -A 3 -E '^== Java (Exception|Assertion)|ERROR: libFuzzer' "$work/log" | head -n 40 >>"$work/words" || true
    echo "  the inputs are kept in $kept" >>"$work/words"
}

path=$(class_path)
status=0
printf '%-12s %8s %8s  %6s %8s %8s %6s\n' reader mutants fuzzed hangs untyped '> 64 MB' other
for target in ${HTG_BENCH_TARGETS:-$(run -Xmx64m "$fuzzer.DamageRun")}; do
    give_mutants "$target"
    fuzz "$target"
    verdict=ok
    [ "$((hangs + untyped + memory + other))" = 0 ] || verdict=MISSED status=1
    printf '%-12s %8s %8s  %6s %8s %8s %6s  %s\n' "$target" "$mutants" "${inputs:-?}" "$hangs" "$untyped" "$memory" "$other" "$verdict"
    cat "$work/words"
done
exit "$status"
