#!/bin/sh
# A KVM guest, made of the stick's own kernel and a ramdisk of one program, boots and answers.
name=htg-nested
folder=$(mktemp -d /var/lib/libvirt/images/htg-nested.XXXXXX)
log=${folder}/serial
greeting="HTG-NESTED $$ says hello"

# shellcheck disable=SC2317 # called by the trap
clean_up() {
    virsh -q -c qemu:///system destroy "${name}" >/dev/null 2>&1
    rm -rf "${folder}"
}
trap clean_up EXIT
# libvirt runs guests as another user.
chmod 755 "${folder}"

make_ramdisk() {
    mkdir -p "${folder}/root/bin" "${folder}/root/dev" "${folder}/root/proc"
    cp "$(command -v busybox)" "${folder}/root/bin/busybox"
    cat >"${folder}/root/init" <<-INIT
		#!/bin/busybox sh
		/bin/busybox mount -t proc proc /proc
		/bin/busybox echo "${greeting} from \$(/bin/busybox cat /proc/sys/kernel/osrelease)"
		/bin/busybox poweroff -f
	INIT
    chmod 755 "${folder}/root/init"
    (cd "${folder}/root" && find . | busybox cpio -o -H newc) >"${folder}/ramdisk" 2>/dev/null
}

define() {
    cat <<-XML
		<domain type='kvm'>
		<name>${name}</name><memory unit='MiB'>256</memory><vcpu>1</vcpu>
		<os><type arch='x86_64' machine='q35'>hvm</type>
		<kernel>${folder}/kernel</kernel><initrd>${folder}/ramdisk</initrd>
		<cmdline>console=ttyS0 quiet panic=-1</cmdline></os>
		<cpu mode='host-passthrough'/><on_reboot>destroy</on_reboot>
		<devices><serial type='file'><source path='${log}'/></serial></devices>
		</domain>
	XML
}

[ -c /dev/kvm ] || {
    echo 'there is no /dev/kvm'
    exit 1
}
make_ramdisk
cp "/boot/vmlinuz-$(uname -r)" "${folder}/kernel"
define >"${folder}/domain.xml"
virsh -q -c qemu:///system create "${folder}/domain.xml" || exit 1
tries=200
while [ "${tries}" -gt 0 ]; do
    if grep -a "${greeting}" "${log}" 2>/dev/null; then
        exit 0
    fi
    tries=$((tries - 1))
    sleep 1
done
tail -n 20 "${log}"
virsh -c qemu:///system domstate --reason "${name}"
echo 'the nested guest did not answer'
exit 1
