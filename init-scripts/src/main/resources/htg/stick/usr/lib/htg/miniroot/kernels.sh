# shellcheck shell=sh
# Which kernel and which Xen a stick is to boot, and for which boot environment. Read by update-initramfs.

# htg_find_newest_kernel [MODULE]
# Prints the version of the newest kernel that is installed with its modules, this one among them. Returns 1 when there is none.
htg_find_newest_kernel() {
    local image version
    for image in "${HTG_ROOT}"/boot/vmlinuz-*; do
        version="${image##*/vmlinuz-}"
        ! grep -qs "^[^:]*${1:+/$1\\.ko}" "${HTG_ROOT}/usr/lib/modules/${version}/modules.dep" || echo "${version}"
    done | sort -V | tail -n 1 | grep .
}

# htg_find_newest_xen
# Prints the file of the newest Xen that is installed, if the menu has an entry for it. Returns 1 when there is none.
htg_find_newest_xen() {
    local image
    grep -qs 'xen\.gz' "${HTG_ROOT}/boot/efi/grub/grub.cfg" || return 1
    for image in "${HTG_ROOT}"/boot/xen-*.gz; do
        [ ! -e "${image}" ] || echo "${image}"
    done | sort -V | tail -n 1 | grep .
}

# htg_has_newest_xen FOLDER
# Returns 0 if what boots from FOLDER is the newest Xen, or no Xen while none is installed.
htg_has_newest_xen() {
    local xen
    if xen="$(htg_find_newest_xen)"; then
        cmp -s "${xen}" "$1/xen.gz"
    else
        [ ! -e "$1/xen.gz" ]
    fi
}

# htg_add_xen FOLDER
# Adds the newest Xen to a set of boot files, with the only ramdisk that it takes. Returns 1 when that fails.
htg_add_xen() {
    local xen
    xen="$(htg_find_newest_xen)" || return 0
    cp "${xen}" "$1/xen.gz" && cat "$1/miniroot.img" "$1/buses.img" >"$1/dom0.img"
}

# htg_list_set FOLDER
# Prints the files of a set of boot files: the kernel first, the tiers of its miniroot, Xen if it is there.
htg_list_set() {
    local file
    echo "$1/vmlinuz"
    for file in "$1"/*.img "$1/xen.gz"; do
        [ ! -e "${file}" ] || echo "${file}"
    done
}

# htg_find_boot_environment
# Prints the name of the running boot environment: the last part of the root file system's subvolume or dataset.
htg_find_boot_environment() {
    sed -n -e 's#^[^ ]* / btrfs .*subvol=/ROOT/\([^/, ]*\).*#\1#p' -e 's#^[^ ]*/ROOT/\([^/ ]*\) / zfs .*#\1#p' \
        "${HTG_ROOT}/proc/mounts" | tail -n 1 | grep .
}

# htg_need_zfs NEWEST
# Prints the newest kernel that has ZFS, without which a pool of that kind is not found again; says so when that is not NEWEST.
# Returns 1 when there is none. A kernel's installation does not fail by it: DKMS builds ZFS once the headers are there.
htg_need_zfs() {
    local version
    version="$(htg_find_newest_kernel zfs)"
    if [ "${version}" != "$1" ]; then
        echo "update-initramfs: WARNING: there is no ZFS for kernel $1, so the stick could not boot it." >&2
        echo "update-initramfs: The stick goes on booting ${version:-the kernel it has}. To build ZFS for new kernels:" >&2
        echo 'update-initramfs: apt install zfs-dkms linux-headers-amd64 && update-initramfs -u' >&2
    fi
    echo "${version}" | grep .
}
