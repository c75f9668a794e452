package htg.fsimage.boot.grub;

import htg.fsimage.boot.entry.BootMenu;
import htg.fsimage.mounts.Mounted;
import htg.fsimage.mounts.Mounts;
import htg.fsimage.mounts.Place;
import htg.fsimage.testkit.MemoryTree;
import java.io.IOException;
import java.util.List;

/** A disk with an EFI system partition and a root with two kernels, for scripts to be tried on. */
final class GrubImage {
    static final String ROOT_UUID = "11111111-2222-3333-4444-555555555555";

    private final MemoryTree root = new MemoryTree()
            .named("ext4", "rootfs", ROOT_UUID)
            .file("/boot/vmlinuz-1", "k")
            .file("/boot/initrd.img-1", "i")
            .file("/boot/vmlinuz-2", "k")
            .file("/boot/initrd.img-2", "i")
            .file("/boot/xen.gz", "x")
            .file("/boot/grub/grubenv", "# GRUB Environment Block\nsaved_entry=second\nother=a\\\\b\n######");
    private final MemoryTree esp = new MemoryTree().named("vfat", "", "AAAA-BBBB");

    MemoryTree root() {
        return root;
    }

    MemoryTree esp() {
        return esp;
    }

    Mounts mounts() throws IOException {
        return Mounts.of(List.of(
                Mounted.of("sda1", esp, Place.partition(0, Place.Table.GPT, 1).forEfi()),
                Mounted.of("sda2", root, Place.partition(0, Place.Table.GPT, 2))));
    }

    BootMenu menu(String script, Machine machine) throws IOException {
        root.file("/boot/grub/grub.cfg", script);
        Mounts mounts = mounts();
        return GrubConfig.read(mounts, mounts.top(mounts.all().get(1)).orElseThrow(), "/boot/grub/grub.cfg", machine)
                .orElseThrow();
    }

    static String entry(String title, String id, int number) {
        return "menuentry '%s' --class gnu --id %s {\n linux /boot/vmlinuz-%d root=/dev/sda%d\n initrd /boot/initrd.img-%d\n}\n"
                .formatted(title, id, number, number, number);
    }

    /** In the shape that grub-mkconfig gives it on Debian. */
    static final String DEBIAN = """
            if [ -s $prefix/grubenv ]; then
              set have_grubenv=true
              load_env
            fi
            if [ "${next_entry}" ] ; then
               set default="${next_entry}"
               set next_entry=
               save_env next_entry
               set boot_once=true
            else
               set default="0"
            fi
            if [ x"${feature_menuentry_id}" = xy ]; then
              menuentry_id_option="--id"
            else
              menuentry_id_option=""
            fi
            export menuentry_id_option
            if [ "${prev_saved_entry}" ]; then
              set saved_entry="${prev_saved_entry}"
            fi
            function savedefault {
              if [ -z "${boot_once}" ]; then
                saved_entry="${chosen}"
                save_env saved_entry
              fi
            }
            function load_video {
              if [ x$feature_all_video_module = xy ]; then
                insmod all_video
              else
                insmod efi_gop
              fi
            }
            if loadfont unicode ; then
              set gfxmode=auto
              load_video
            fi
            terminal_output gfxterm
            if [ "${recordfail}" = 1 ] ; then
              set timeout=30
            else
              if [ x$feature_timeout_style = xy ] ; then
                set timeout_style=menu
                set timeout=5
              fi
            fi
            menuentry 'Debian GNU/Linux' --class debian --class os $menuentry_id_option 'gnulinux-simple-%1$s' {
            	load_video
            	insmod gzio
            	if [ x$grub_platform = xxen ]; then insmod xzio; insmod lzopio; fi
            	insmod part_gpt
            	set root='hd0,gpt7'
            	if [ x$feature_platform_search_hint = xy ]; then
            	  search --no-floppy --fs-uuid --set=root --hint-bios=hd0,gpt2 --hint-efi=hd0,gpt2  %1$s
            	else
            	  search --no-floppy --fs-uuid --set=root %1$s
            	fi
            	echo	'Loading Linux 2 ...'
            	linux	/boot/vmlinuz-2 root=UUID=%1$s ro  console=tty0 console=ttyS0,115200 quiet
            	echo	'Loading initial ramdisk ...'
            	initrd	/boot/initrd.img-2
            }
            submenu 'Advanced options for Debian GNU/Linux' $menuentry_id_option 'gnulinux-advanced-%1$s' {
            	menuentry 'Debian GNU/Linux, with Linux 2' --class gnu $menuentry_id_option 'gnulinux-2-advanced-%1$s' {
            		search --no-floppy --fs-uuid --set=root %1$s
            		linux	/boot/vmlinuz-2 root=UUID=%1$s ro
            		initrd	/boot/initrd.img-2
            	}
            	menuentry 'Debian GNU/Linux, with Linux 1' --class gnu $menuentry_id_option 'gnulinux-1-advanced-%1$s' {
            		search --no-floppy --fs-uuid --set=root %1$s
            		linux	/boot/vmlinuz-1 root=UUID=%1$s ro
            		initrd	/boot/initrd.img-1
            	}
            }
            """.formatted(ROOT_UUID);
}
