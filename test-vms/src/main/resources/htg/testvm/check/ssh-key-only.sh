#!/bin/sh
# SSH lets nobody in by password, root least of all.
mkdir -p "${HTG_ROOT:-}/run/sshd"
settings=$(sshd -T -C user=root,host=somewhere,addr=192.0.2.1) || {
    echo "sshd refuses its configuration: ${settings}"
    exit 1
}
# $1: setting; the rest: values allowed
expect() {
    setting=$1
    shift
    value=$(printf '%s\n' "${settings}" | awk -v s="${setting}" '$1 == s { print $2 }')
    for allowed in "$@"; do
        [ "${value}" = "${allowed}" ] && return
    done
    echo "${setting} is '${value}'"
    exit 1
}
expect passwordauthentication no
expect kbdinteractiveauthentication no
expect permitemptypasswords no
# sshd prints the old name of prohibit-password.
expect permitrootlogin without-password prohibit-password no
systemctl is-active --quiet ssh.service ssh.socket || {
    echo 'neither ssh.service nor ssh.socket is active'
    exit 1
}
echo 'keys only'
