package htg.fsimage.inspect;

import htg.fsimage.boot.entry.BootMenu;
import htg.fsimage.boot.kernel.PeFile;
import htg.fsimage.boot.loader.SystemdBoot;
import htg.fsimage.fs.Content;
import htg.fsimage.inspect.Inspection.Firmware;
import htg.fsimage.inspect.Inspection.Loader;
import htg.fsimage.mounts.Mounted;
import htg.fsimage.mounts.Mounts;
import htg.fsimage.mounts.Root;
import htg.fsimage.mounts.Words;
import htg.fsimage.volume.ImageFormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Boot loaders: their code in boot sectors, their files, and EFI programs. */
final class LoaderReader {
    private static final int MOST_PROGRAMS = 200;

    private final List<Loader> loaders = new ArrayList<>();

    private LoaderReader() {}

    /**
     * All loaders of an image.
     *
     * @param parts whose first sectors may hold one
     * @param menus of loaders whose configuration was found
     */
    static List<Loader> read(Mounts mounts, List<Part> parts, List<BootMenu> menus) throws IOException {
        LoaderReader reader = new LoaderReader();
        reader.loaders.addAll(BootCode.read(parts, mounts.problems()));
        for (Mounted mounted : mounts.all()) {
            Optional<Root> top = mounts.top(mounted);
            if (top.isPresent()) {
                reader.programs(top.get());
                reader.files(top.get());
            }
        }
        menus.stream()
                .filter(menu -> !menu.loader().equals(SystemdBoot.SPECIFICATION))
                .forEach(menu -> reader.add(menu.loader(), menu.file(), Firmware.EITHER));
        return reader.loaders;
    }

    private void add(String name, String place, Firmware firmware) {
        loaders.add(new Loader(name, place, firmware));
    }

    private void files(Root root) throws IOException {
        String name = root.mounted().name() + ":";
        for (String file : List.of(
                "/bootmgr",
                "/ldlinux.sys",
                "/boot/extlinux/ldlinux.sys",
                "/boot/syslinux/ldlinux.sys",
                "/syslinux/ldlinux.sys",
                "/extlinux/ldlinux.sys",
                "/isolinux/isolinux.bin",
                "/boot/u-boot.bin",
                "/u-boot.img",
                "/boot.scr",
                "/boot/boot.scr",
                "/boot/loader")) {
            Optional<String> found = root.anyCase(file);
            if (found.isPresent() && root.isFile(found.get())) {
                add(nameOf(file), name + root.absolute(found.get()), firmwareOf(file));
            }
        }
    }

    private static String nameOf(String file) {
        String last = file.substring(file.lastIndexOf('/') + 1);
        return switch (last) {
            case "bootmgr" -> "Windows Boot Manager";
            case "ldlinux.sys" -> "syslinux";
            case "isolinux.bin" -> "isolinux";
            case "loader" -> "FreeBSD loader";
            default -> "U-Boot";
        };
    }

    private static Firmware firmwareOf(String file) {
        return nameOf(file).equals("U-Boot") ? Firmware.EITHER : Firmware.BIOS;
    }

    private void programs(Root root) throws IOException {
        Optional<String> top = root.anyCase("/EFI");
        if (top.isEmpty()) {
            return;
        }
        List<String> folders = root.names(top.get());
        for (String folder : folders.subList(0, Math.min(MOST_PROGRAMS, folders.size()))) {
            for (String file : root.names(top.get() + "/" + folder)) {
                String path = top.get() + "/" + folder + "/" + file;
                if (file.toLowerCase(Locale.ROOT).endsWith(".efi") && loaders.size() < MOST_PROGRAMS) {
                    program(root, path, file);
                }
            }
        }
        Optional<String> windows = root.anyCase("/EFI/Microsoft/Boot/bootmgfw.efi");
        windows.ifPresent(path -> add("Windows Boot Manager", root.mounted().name() + ":" + path, Firmware.UEFI));
    }

    private void program(Root root, String path, String file) throws IOException {
        Optional<Content> content = root.open(path);
        String name = "";
        try {
            name = content.isPresent() && PeFile.is(content.get())
                    ? byContent(PeFile.read(content.get()), content.get())
                    : "";
        } catch (ImageFormatException damaged) {
            root.problems()
                    .add(root.mounted().name() + ":" + path + " is a damaged EFI program: " + damaged.getMessage());
        }
        String shown = name.isEmpty() ? byName(file.toLowerCase(Locale.ROOT)) : name;
        add(shown, root.mounted().name() + ":" + root.absolute(path), Firmware.UEFI);
    }

    /** By its magic section, or the component that its table for revocations (SBAT) names. */
    private static String byContent(PeFile program, Content content) throws IOException {
        if (program.section(".linux").isPresent()) {
            return "unified kernel image";
        } else if (program.text(content, ".sdmagic").contains("systemd-boot")) {
            return "systemd-boot";
        }
        for (String line : program.text(content, ".sbat").lines().limit(50).toList()) {
            String component = Words.of(line, ",").stream().findFirst().orElse("");
            switch (component) {
                case "shim" -> {
                    return "shim";
                }
                case "grub" -> {
                    return "GRUB 2";
                }
                case "systemd", "systemd-boot" -> {
                    return "systemd-boot";
                }
                default -> {}
            }
        }
        return program.section("mods").isPresent() ? "GRUB 2" : "";
    }

    private static String byName(String file) {
        if (file.startsWith("grub")) {
            return "GRUB 2";
        } else if (file.startsWith("shim")) {
            return "shim";
        } else if (file.startsWith("systemd-boot")) {
            return "systemd-boot";
        } else if (file.startsWith("bootmgfw") || file.startsWith("bootmgr")) {
            return "Windows Boot Manager";
        } else if (file.startsWith("syslinux") || file.startsWith("ldlinux")) {
            return "syslinux";
        } else if (file.startsWith("refind")) {
            return "rEFInd";
        } else if (file.equals("loader.efi")) {
            return "FreeBSD loader";
        }
        return file.startsWith("boot") ? "default EFI program" : "EFI program " + file;
    }
}
