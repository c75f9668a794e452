#!/bin/sh
# libvirt answers, and its hypervisor is the one it was built for.
answer=$(virsh -c qemu:///system version) || {
    systemctl status --no-pager libvirtd.service libvirtd.socket
    echo 'libvirt does not answer'
    exit 1
}
printf '%s\n' "${answer}" | awk -F': ' '/Running hypervisor|Using library/ { printf "%s ", $2 }'
echo
