package htg.fsimage.fuzz;

import java.util.Map;

/** Small files of each kind that says what a system is and how it starts, by path. */
final class BootSamples {
    static final Map<String, String> GRUB = Map.of("/boot/grub/grub.cfg", """
            if [ -s $prefix/grubenv ]; then load_env; fi
            set default="${saved_entry}"
            function savedefault { if [ -z "${boot_once}" ]; then save_env saved_entry; fi }
            search --no-floppy --fs-uuid --set=root 0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0
            menuentry 'Debian' --class debian $menuentry_id_option 'simple' {
              linux /vmlinuz-1 root=UUID=0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0 ro quiet
              initrd /initrd-1.img
            }
            submenu "More" --id more {
              for kernel in /vmlinuz-*; do
                if regexp --set=1:v '^/vmlinuz-([0-9]+)' "$kernel"; then
                  menuentry "v$v" "$kernel" { linux "$2" a=b; initrd /initrd-1.img }
                fi
              done
            }
            blscfg
            source /boot/grub/custom.cfg
            while test "$i" != aaa; do set i=a$i; done
            """);

    static final Map<String, String> MENUS = Map.of(
            "/boot/grub/menu.lst",
            """
            default=1
            fallback 0
            title Old
                root (hd0,0)
                kernel /vmlinuz-1 ro root=LABEL=/
                initrd /initrd-1.img
            title Xen
                kernel /xen.gz dom0_mem=1G
                module /vmlinuz-1 ro
                module /initrd-1.img
            """,
            "/boot/extlinux/extlinux.conf",
            """
            default a
            ui menu.c32
            label a
                menu label ^A
                kernel /vmlinuz-1
                append initrd=/initrd-1.img ro
            label b
                linux ../vmlinuz-1
                initrd /initrd-1.img,/x
            include /boot/extlinux/extlinux.conf
            """,
            "/loader/loader.conf",
            "default a*\ntimeout 3\n",
            "/loader/entries/a+3-1.conf",
            "title A\nversion 6.1\nsort-key a\nmachine-id 0\nlinux /vmlinuz-1\ninitrd /initrd-1.img\noptions root=x ro\n",
            "/boot/grub/custom.cfg",
            "menuentry x --unrestricted { linux /vmlinuz-1 }\n",
            "/boot/grub/grub.cfg",
            "configfile /boot/grub/grub.cfg\n");

    static final Map<String, String> SYSTEMS = Map.of(
            "/etc/os-release",
            "PRETTY_NAME=\"Debian \\\"12\\\"\"\nID='debian'\nVERSION_ID=12\nID_LIKE=\"rhel fedora\"\n",
            "/etc/fstab",
            "UUID=0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0 / btrfs subvol=/@,ro 0 1\nLABEL=x\\040y /boot vfat umask=0077 0 1\n",
            "/etc/cloud/cloud.cfg",
            "users:\n - default\ndatasource_list: [ NoCloud, 'ConfigDrive' ]\n",
            "/boot/config-6.1.0-18-amd64",
            "CONFIG_XEN_PV=y\nCONFIG_PVH=y\nCONFIG_VIRTIO_BLK=m\n# CONFIG_X is not set\n",
            "/etc/redhat-release",
            "Rocky Linux release 9.3 (Blue Onyx)\n",
            "/lib/modules/6.1.0-18-amd64/modules.dep",
            "kernel/drivers/net/virtio_net.ko: kernel/net/core/failover.ko\n",
            "/bin/freebsd-version",
            "#!/bin/sh\nUSERLAND_VERSION=\"14.0-RELEASE\"\n",
            "/.treeinfo",
            "[general]\nname = Fedora 39\narch = x86_64\n[images-x86_64]\nkernel = images/pxeboot/vmlinuz\n",
            "/.disk/info",
            "Debian GNU/Linux 12.2.0 _Bookworm_ - Official amd64 NETINST\n",
            "/usr/bin/sh",
            "\u007fELF\u0002\u0001\u0001");

    private BootSamples() {}
}
