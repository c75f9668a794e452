package htg.fsimage.inspect;

import htg.fsimage.inspect.Inspection.Firmware;
import htg.fsimage.inspect.Inspection.Loader;
import htg.fsimage.iso.BootCatalogue;
import htg.fsimage.iso.BootEntry;
import htg.fsimage.mounts.Problems;
import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Boot loaders in the first sectors of disks and partitions, and in what El Torito has firmware start, all known by the messages that their
 * code would show.
 */
final class BootCode {
    private static final int SECTOR = 512;
    /** Where UFS leaves room for a loader. */
    private static final int START = 16 * SECTOR;

    private static final String GRUB = "GRUB \0Geom\0Hard Disk\0Read\0 Error";
    /** How the code of Windows begins, from NT to 11. */
    private static final String WINDOWS = "3\u00c0\u008e\u00d0\u00bc\0|";
    /** What mkfs.fat and mkntfs write says that there is nothing to start. */
    private static final String NOTHING = "This is not a bootable disk";

    /**
     * A loader and how it is told.
     *
     * @param name of it
     * @param texts that are all in its first sector
     */
    private record Mark(String name, List<String> texts) {
        static Mark of(String name, String... texts) {
            return new Mark(name, List.of(texts));
        }

        boolean in(String sector) {
            return texts.stream().allMatch(sector::contains);
        }
    }

    private static final List<Mark> MARKS = List.of(
            Mark.of("GRUB 2", GRUB + "\r\n"),
            Mark.of("GRUB Legacy", GRUB),
            Mark.of("isolinux", "isolinux"),
            Mark.of("isolinux", "ISOLINUX"),
            Mark.of("GRUB 2", "no boot info", "cdrom read fails"),
            Mark.of("syslinux boot code", "Operating system load error"),
            Mark.of("syslinux boot code", "Missing OS", "Multiple active partitions"),
            Mark.of("FreeBSD boot code", "Boot loader too large"),
            Mark.of("FreeBSD boot code", "FreeBS", "Boot:"),
            Mark.of("FreeBSD boot code", "BTX loader"),
            Mark.of("OpenBSD boot code", "/cdboot"),
            Mark.of("OpenBSD boot code", "Using drive", "No O/S"),
            Mark.of("OpenBSD boot code", "!Loading"),
            Mark.of("NetBSD boot code", "Not a bootxx image"),
            Mark.of("NetBSD boot code", "No active partition", "Disk read error"),
            Mark.of("Windows boot code", "TCPA"),
            Mark.of("Windows boot code", "BOOTMGR"),
            Mark.of("Windows boot code", "NTLDR"),
            Mark.of("Windows boot code", "CDBOOT"));

    /** Whole disks that leave their first sector to a partition table. */
    private static final Set<String> DIVIDED = Set.of("", "iso9660");

    /** What does nothing but start the partition that is marked for it. */
    private static final Set<String> CHAINS =
            Set.of("syslinux boot code", "Windows boot code", "code for the active partition");

    private final Problems problems;
    private final boolean anyActive;
    private final List<Loader> loaders = new ArrayList<>();

    private BootCode(Problems problems, boolean anyActive) {
        this.problems = problems;
        this.anyActive = anyActive;
    }

    /** The loaders of some disks and partitions, in their order. */
    static List<Loader> read(List<Part> parts, Problems problems) throws IOException {
        BootCode reader = new BootCode(problems, parts.stream().anyMatch(Part::active));
        for (Part part : parts) {
            reader.read(part);
        }
        return reader.loaders;
    }

    private void read(Part part) throws IOException {
        try {
            start(part);
            if (part.type().equals("iso9660")) {
                elTorito(part);
            }
        } catch (ImageFormatException damaged) {
            problems.add("The boot loader of " + part.name() + " cannot be read: " + damaged.getMessage());
        }
    }

    private void start(Part part) throws IOException {
        byte[] bytes = part.volume().read(0, (int) Math.min(START, part.volume().size()));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        boolean signed = text.startsWith("U\u00aa", SECTOR - 2);
        Optional<String> name = signed ? name(text.substring(0, SECTOR)) : Optional.empty();
        if (name.isEmpty() && !isDivided(part)) {
            name = behind(text);
        }
        name.ifPresent(found -> loaders.add(new Loader(found, place(part), firmware(part, found))));
    }

    /** That there is code does not say that a BIOS comes to it: what formats a partition writes some as well. */
    private Firmware firmware(Part part, String name) {
        boolean starts = isDivided(part) ? anyActive || !CHAINS.contains(name) : part.whole() || part.active();
        return starts ? Firmware.BIOS : Firmware.EITHER;
    }

    private static Optional<String> name(String sector) {
        if (sector.startsWith("LILO", 6) || sector.startsWith("LILO", 2)) {
            return Optional.of("LILO");
        } else if (sector.startsWith("SYSLINUX", 3)) {
            return Optional.of("syslinux");
        } else if (sector.startsWith("EXTLINUX", 3)) {
            return Optional.of("extlinux");
        } else if (sector.contains(NOTHING)) {
            return Optional.empty();
        }
        Optional<String> marked =
                MARKS.stream().filter(mark -> mark.in(sector)).map(Mark::name).findFirst();
        if (marked.isEmpty() && sector.contains("Invalid partition table")) {
            // So do all that came after DOS, that of FreeBSD as well.
            return Optional.of(sector.startsWith(WINDOWS) ? "Windows boot code" : "code for the active partition");
        }
        return marked;
    }

    /** BSD's loaders are in several sectors, and may have no signature in the first. */
    private static Optional<String> behind(String text) {
        for (String system : List.of("FreeBSD", "NetBSD")) {
            if (text.contains(system + "/x86 ") || text.contains(system + "/i386 ")) {
                return Optional.of(system + " boot code");
            }
        }
        return Optional.empty();
    }

    private static boolean isDivided(Part part) {
        return part.whole() && DIVIDED.contains(part.type());
    }

    private static String place(Part part) {
        if (!isDivided(part)) {
            return "boot sector of " + part.name();
        }
        return "master boot record" + (part.name().equals("disk") ? "" : " of " + part.name());
    }

    private void elTorito(Part part) throws IOException {
        Optional<BootCatalogue> catalogue = BootCatalogue.read(part.volume());
        for (BootEntry entry :
                catalogue.isEmpty() ? List.<BootEntry>of() : catalogue.get().entries()) {
            boolean uefi = entry.platform() == BootEntry.Platform.UEFI;
            if (entry.bootable() && (uefi || entry.platform() == BootEntry.Platform.BIOS)) {
                String name = uefi ? "EFI system partition" : started(part.volume(), entry.offset());
                loaders.add(new Loader(name, "El Torito of " + part.name(), uefi ? Firmware.UEFI : Firmware.BIOS));
            }
        }
    }

    private static String started(Volume volume, long offset) throws IOException {
        int length = (int) Math.min(2048, volume.size() - offset);
        return name(new String(volume.read(offset, length), StandardCharsets.ISO_8859_1))
                .orElse("boot image");
    }
}
