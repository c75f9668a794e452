# shellcheck shell=sh
# Which kernel a stick is to boot, and for which boot environment. Read by update-initramfs.

# htg_find_newest_kernel [MODULE]
# Prints the version of the newest kernel that is installed with its modules, this one among them. Returns 1 when there is none.
htg_find_newest_kernel() {
    local image version
    for image in "${HTG_ROOT}"/boot/vmlinuz-*; do
        version="${image##*/vmlinuz-}"
        ! grep -qs "^[^:]*${1:+/$1\\.ko}" "${HTG_ROOT}/usr/lib/modules/${version}/modules.dep" || echo "${version}"
    done | sort -V | tail -n 1 | grep .
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
