package htg.fsimage.boot;

import htg.fsimage.boot.entry.BootMenu;
import htg.fsimage.boot.grub.GrubConfig;
import htg.fsimage.boot.grub.Machine;
import htg.fsimage.boot.loader.GrubLegacy;
import htg.fsimage.boot.loader.Syslinux;
import htg.fsimage.boot.loader.SystemdBoot;
import htg.fsimage.mounts.Mounts;
import htg.fsimage.mounts.Root;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the configurations of all boot loaders. */
final class Configurations {
    private static final List<String> GRUB = List.of(
            "/boot/grub/grub.cfg",
            "/boot/grub2/grub.cfg",
            "/grub/grub.cfg",
            "/grub2/grub.cfg",
            "/boot/grub/i386-pc/grub.cfg");
    private static final List<String> SYSLINUX = List.of(
            "/boot/extlinux/extlinux.conf",
            "/extlinux/extlinux.conf",
            "/boot/extlinux.conf",
            "/extlinux.conf",
            "/boot/syslinux/extlinux.conf",
            "/boot/syslinux/syslinux.cfg",
            "/syslinux/syslinux.cfg",
            "/boot/syslinux.cfg",
            "/syslinux.cfg",
            "/isolinux/isolinux.cfg",
            "/boot/isolinux/isolinux.cfg",
            "/boot/x86_64/loader/isolinux.cfg",
            "/isolinux.cfg",
            "/EFI/BOOT/syslinux.cfg");
    private static final List<String> LEGACY =
            List.of("/boot/grub/menu.lst", "/boot/grub/grub.conf", "/grub/menu.lst", "/grub/grub.conf");
    private static final int MOST = 40;

    private final Mounts mounts;
    private final Machine machine;
    private final List<Root> roots;
    private final List<BootMenu> menus = new ArrayList<>();

    private Configurations(Mounts mounts, Machine machine) throws IOException {
        this.mounts = mounts;
        this.machine = machine;
        this.roots = mounts.roots();
    }

    /** All menus: those of GRUB 2 first, then syslinux, systemd-boot and GRUB Legacy. */
    static List<BootMenu> find(Mounts mounts, Machine machine) throws IOException {
        Configurations configurations = new Configurations(mounts, machine);
        configurations.grub();
        for (Root root : configurations.roots) {
            for (String path : SYSLINUX) {
                configurations.add(Syslinux.read(root, root.anyCase(path).orElse(path)));
            }
        }
        configurations.specified();
        for (Root root : configurations.roots) {
            for (String path : LEGACY) {
                configurations.add(GrubLegacy.read(mounts, root, path));
            }
        }
        return configurations.menus;
    }

    private void add(Optional<BootMenu> menu) {
        // The same file is found twice where /boot/boot leads back to /boot.
        menu.filter(one -> menus.size() < MOST
                        && menus.stream().noneMatch(known -> known.file().equals(one.file())))
                .ifPresent(menus::add);
    }

    /** The menu that was made for the system, then those that EFI firmware begins with, which mostly lead to it. */
    private void grub() throws IOException {
        for (Root root : roots) {
            for (String path : GRUB) {
                add(root.isFile(path) ? GrubConfig.read(mounts, root, path, machine) : Optional.empty());
            }
        }
        for (Root root : roots) {
            Optional<String> folder = root.anyCase("/EFI");
            List<String> names = folder.isEmpty() ? List.of() : root.names(folder.get());
            for (String name : names.subList(0, Math.min(MOST, names.size()))) {
                String path = folder.get() + "/" + name + "/grub.cfg";
                Optional<String> file = root.anyCase(path);
                add(file.isPresent() ? GrubConfig.read(mounts, root, file.get(), machine) : Optional.empty());
            }
        }
    }

    /** EFI system partitions first; of other roots {@code /boot} and {@code /boot/efi} may be one. */
    private void specified() throws IOException {
        List<Root> partitions = new ArrayList<>();
        for (Root root : roots) {
            int place = root.mounted().place().efiSystem()
                            || root.mounted().info().type().equals("vfat")
                    ? 0
                    : partitions.size();
            partitions.add(place, root);
            for (String folder : List.of("/boot", "/boot/efi", "/efi")) {
                var node = root.find(folder);
                if (node.isPresent() && root.isFolder(folder)) {
                    partitions.add(new Root(
                            root.mounted(), root.absolute(folder), node.get(), root.limits(), root.problems()));
                }
            }
        }
        add(SystemdBoot.read(partitions, () -> GrubDefaults.read(mounts)));
    }
}
