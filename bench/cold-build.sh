#!/bin/sh
# bench: cold-build      a build that only has the packages, against mmdebstrap installing the same packages
# shellcheck source=bench/lib.sh
. "$(dirname "$0")/lib.sh"

runs=${1:-2}
fetch_packages
"$HTG" build --dry-run --output json -o "$work/x.img" >"$work/plan.json" 2>/dev/null
# htg's own package is in no archive; the other side of the comparison does without.
packages=$(jq -r '.basePackages - ["htg-base"] | join(",")' "$work/plan.json")
suite=$(jq -r .suite "$work/plan.json")
jq -r '.packageIndex.sources[]' "$work/plan.json" >"$work/sources"

bare() {
    rm -rf "$work/bare.tar"
    set --
    while read -r line; do
        set -- "$@" "$line"
    done <"$work/sources"
    mmdebstrap --variant=apt --include="$packages" \
        --setup-hook="mkdir -p \"\$1/var/cache/apt/archives\" && cp $CACHE/debs/*.deb \"\$1/var/cache/apt/archives/\"" \
        --skip=download/empty,essential/unlink --skip=chroot/mount/sys "$suite" "$work/bare.tar" "$@"
}

build() {
    rm -rf "$work/cache" "$work/out"
    cold_cache "$work/cache"
    "$HTG" build --cache "$work/cache" -o "$work/out/htg.img"
}

htg_times='' bare_times=''
for run in $(seq "$runs"); do
    bare_times="$bare_times $(milliseconds bare)"
    htg_times="$htg_times $(milliseconds build)"
    echo "run $run: mmdebstrap$bare_times ms, htg build$htg_times ms" >&2
done
# shellcheck disable=SC2086 # lists of numbers
{
    ours=$(median $htg_times)
    theirs=$(median $bare_times)
}
figure 'cold build' "$ours" ms - | sed 's/at most.*//'
figure 'mmdebstrap of the same packages' "$theirs" ms - | sed 's/at most.*//'
figure 'cold build / mmdebstrap' "$(ratio "$ours" "$theirs")" '' 1.6
