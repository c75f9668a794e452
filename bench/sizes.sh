#!/bin/sh
# bench: sizes           core tier of the ramdisk, boot files, image, and the builder's memory
#
# Args: "zfs" for a stick with a ZFS pool, "xen" for one with KVM and Xen.
# shellcheck source=bench/lib.sh
. "$(dirname "$0")/lib.sh"

pool=btrfs core=3200000 hypervisors=kvm
case ${1-} in
'') ;;
zfs) pool=zfs core=8000000 ;;
xen) hypervisors='kvm, xen' ;;
*) exit 2 ;;
esac
fetch_packages
printf 'hypervisors: [%s]\npool:\n  type: %s\n' "$hypervisors" "$pool" >"$work/stick.yaml"
image=$work/htg.img
rm -rf "$work/cache"
cold_cache "$work/cache"
# The program with its JVM; the largest single process, as the kernel counted it.
/usr/bin/time -f '%M' -o "$work/rss" "$HTG" build "$work/stick.yaml" --cache "$work/cache" -o "$image" >"$work/log" 2>&1 || {
    tail -n 20 "$work/log" >&2
    exit 1
}
report=$image.json
figure "core tier of the ramdisk ($pool)" "$(jq '.bootFiles["htg/default/miniroot.img"].size' "$report")" B "$core"
figure 'boot files of the KVM entry' "$(jq '[.bootFiles["htg/default/" + ("vmlinuz", "miniroot.img", "buses.img")].size] | add' "$report")" B 17000000
if [ "$hypervisors" != kvm ]; then
    figure 'boot files of the Xen entry' "$(jq '[.bootFiles["htg/default/" + ("xen.gz", "vmlinuz", "dom0.img")].size] | add' "$report")" B 18500000
fi
figure 'image, allocated' "$(($(jq .image.allocated "$report") / 1048576))" MiB 450
figure "builder's memory (largest process)" "$(($(cat "$work/rss") / 1024))" MiB 512
