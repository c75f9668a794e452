#!/bin/sh
# bench: grub            all figures of GRUB's stage, one bench after the other: bios-reads, grub-stage, sizes, sizes xen
set -eu

for bench in bios-reads grub-stage sizes 'sizes xen'; do
    # shellcheck disable=SC2086 # a name and its argument
    "$HTG" bench $bench
done
