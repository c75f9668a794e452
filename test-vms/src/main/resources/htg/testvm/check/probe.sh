#!/bin/sh
# Stands in for a base's init: runs the checks that are named as arguments, and powers the machine off. Nothing runs but
# this, and nothing is mounted but what the trampoline has mounted.
PATH=/usr/sbin:/usr/bin:/sbin:/bin
export PATH
root=${HTG_ROOT:-}

# Puts a file system where the base's init would put it.
provide() {
    mountpoint -q "${root}$2" || { mkdir -p "${root}$2" && mount -t "$1" "$1" "${root}$2"; }
}

# Unpacks what the machine's tables hold under this name, as systemd would.
unpack() {
    grep -az ":$1=" "${root}/sys/firmware/dmi/tables/DMI" | sed "s/.*:$1=//" | base64 -di >"${CREDENTIALS_DIRECTORY}/$1"
}

probe() {
    provide devtmpfs /dev
    provide tmpfs /run
    CREDENTIALS_DIRECTORY=${root}/run/htg-checks
    export CREDENTIALS_DIRECTORY
    mkdir -p "${CREDENTIALS_DIRECTORY}"
    unpack htg.run-checks
    for name in "$@"; do
        unpack "htg.check.${name}"
    done
    (printf 'HTG-STAGE base start\r\n' >>"${root}/dev/ttyS0")
    # This script may come through standard input, from which a check must not read.
    sh "${CREDENTIALS_DIRECTORY}/htg.run-checks" "$@" <"${root}/dev/null"
    # The port holds some of it back, and forgets that when the power goes.
    stty -F "${root}/dev/ttyS0" sane
    sync
    busybox poweroff -f
}
