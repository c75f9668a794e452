# shellcheck shell=sh
# What the tiers of a miniroot hold, collected from the running stick. HTG_TYPE: the type of its root pool.

# htg_copy_trampoline TREE
# Fills TREE with all of the core tier but modules.
htg_copy_trampoline() {
    mkdir -p "$1/bin" "$1/etc/modprobe.d" "$1/sbin" "$1/proc" "$1/sys" "$1/newroot"
    cp -R "${HTG_SOURCE}/trampoline/lib" "${HTG_SOURCE}/trampoline/stages" "$1/htg/" &&
        cp "${HTG_SOURCE}/trampoline/init" "$1/init" &&
        chmod 755 "$1/init" &&
        cp "${HTG_SOURCE}/trampoline/modprobe.conf" "$1/etc/modprobe.d/htg.conf" &&
        cp "${HTG_ROOT}/usr/bin/busybox" "$1/bin/busybox" || return 1
    ln -s busybox "$1/bin/sh"
    ln -s ../bin/busybox "$1/sbin/modprobe"
    # What a ZFS pool is imported with, where it must be one machine's for ever.
    [ "${HTG_TYPE}" != zfs ] ||
        { install -m 755 "${HTG_SOURCE}/bin/htg-zpool" "$1/bin/htg-zpool" && cp "${HTG_ROOT}/etc/hostid" "$1/etc/"; }
}

# htg_copy_modules VERSION TREES
# Adds the modules, uncompressed, to each tier's tree; to the core's also tables that name all of them.
htg_copy_modules() {
    local modules="${HTG_ROOT}/usr/lib/modules/$1" core="$2/miniroot" lists="$2/miniroot/htg/modules" tier path new
    mkdir -p "${core}/lib/modules/$1" "${lists}"
    busybox awk -f "${HTG_SOURCE}/closure.awk" -v out="${lists}" -v own="${HTG_TYPE}" "${HTG_SOURCE}"/drivers/*/* \
        "${modules}/modules.builtin" "${modules}/modules.softdep" "${modules}/modules.dep" "${modules}/modules.alias" \
        >"$2.paths" || return 1
    touch "${lists}/pool" "${lists}/rescue" "${lists}/tiers"
    mv "${lists}/modules.dep" "${lists}/modules.alias" "${core}/lib/modules/$1"
    while read -r tier path; do
        new="$2/${tier}/lib/modules/$1/${path}"
        mkdir -p "${new%/*}"
        case "${path}" in
            *.xz) busybox xzcat "${modules}/${path}" ;;
            *.gz) busybox zcat "${modules}/${path}" ;;
            *.zst) zstd -dcq "${modules}/${path}" ;;
            *) cat "${modules}/${path}" ;;
        esac >"${new%.ko*}.ko" || return 1
    done <"$2.paths"
}

# htg_copy_tools TREE
# Adds the pool's tools with the libraries they need, for the rescue shell.
htg_copy_tools() {
    local program word new
    grep -v '^#' "${HTG_SOURCE}/tools/${HTG_TYPE}.list" | while read -r program; do
        mkdir -p "$1/${program%/*}"
        install -m 755 "${HTG_ROOT}/${program}" "$1/${program}" || exit 1
        for word in $(ldd "${HTG_ROOT}/${program}"); do
            case "${word}" in
                /lib64/*) new="$1${word}" ;;
                /*) new="$1/lib/x86_64-linux-gnu/${word##*/}" ;;
                *) continue ;;
            esac
            mkdir -p "${new%/*}"
            install -m 755 "${HTG_ROOT}${word}" "${new}" || exit 1
        done
    done
}
