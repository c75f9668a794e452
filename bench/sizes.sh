#!/bin/sh
# bench: sizes           miniroot, boot files, image, and the builder's memory
# shellcheck source=bench/lib.sh
. "$(dirname "$0")/lib.sh"

fetch_packages
image=$work/htg.img
rm -rf "$work/cache"
cold_cache "$work/cache"
# The program with its JVM; the largest single process, as the kernel counted it.
/usr/bin/time -f '%M' -o "$work/rss" "$HTG" build --cache "$work/cache" -o "$image" >"$work/log" 2>&1 || {
    tail -n 20 "$work/log" >&2
    exit 1
}
report=$image.json
figure 'miniroot' "$(jq '.bootFiles["htg/default/miniroot.img"].size' "$report")" B 4000000
figure 'boot files of the KVM entry' "$(jq '[.bootFiles | to_entries[] | select(.key | startswith("htg/")) | .value.size] | add' "$report")" B 17000000
figure 'image, allocated' "$(($(jq .image.allocated "$report") / 1048576))" MiB 450
figure "builder's memory (largest process)" "$(($(cat "$work/rss") / 1024))" MiB 512
