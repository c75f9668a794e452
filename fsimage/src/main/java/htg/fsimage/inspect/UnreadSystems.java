package htg.fsimage.inspect;

import htg.fsimage.boot.kernel.PeFile;
import htg.fsimage.fs.Content;
import htg.fsimage.inspect.Inspection.Loader;
import htg.fsimage.inspect.OperatingSystem.Kind;
import htg.fsimage.mounts.Mounted;
import htg.fsimage.mounts.Mounts;
import htg.fsimage.mounts.Root;
import htg.fsimage.volume.ImageFormatException;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Systems on file systems that are not read, as far as what is around them tells: Windows on NTFS with its boot manager beside it, FreeBSD on
 * ZFS behind a loader of its own. A volume of either alone may be one of data.
 */
final class UnreadSystems {
    private static final Set<String> OF_WINDOWS = Set.of("ntfs", "BitLocker", "ReFS");
    private static final String MANAGER = "/EFI/Microsoft/Boot/bootmgfw.efi";

    private final Mounts mounts;
    private final List<Part> parts;
    private final List<Loader> loaders;

    UnreadSystems(Mounts mounts, List<Part> parts, List<Loader> loaders) {
        this.mounts = mounts;
        this.parts = parts;
        this.loaders = loaders;
    }

    /** Windows, unless it is known; empty where there is none. */
    Optional<OperatingSystem> windows(List<OperatingSystem> known) throws IOException {
        Optional<Part> largest = parts.stream()
                .filter(part -> OF_WINDOWS.contains(part.type()))
                .max(Comparator.comparingLong(part -> part.volume().size()));
        boolean started = has("Windows Boot Manager")
                || parts.stream()
                        .filter(part -> part.active() && part.type().equals("ntfs"))
                        .anyMatch(part -> loaders.contains(new Loader(
                                "Windows boot code", "boot sector of " + part.name(), Inspection.Firmware.BIOS)));
        if (largest.isEmpty() || !started || is(Kind.WINDOWS, known)) {
            return Optional.empty();
        }
        return Optional.of(OperatingSystem.of(
                        largest.get().name(), Kind.WINDOWS, new Identity("windows", "windows", "", "Windows"))
                .architecture(architecture()));
    }

    /** FreeBSD on ZFS, unless it is known; empty where there is none. */
    Optional<OperatingSystem> freeBsd(List<OperatingSystem> known) {
        Optional<Part> pool = parts.stream()
                .filter(part ->
                        part.type().equals("zfs_member") && part.purpose().startsWith("FreeBSD"))
                .findFirst();
        boolean started = has("FreeBSD boot code") || has("FreeBSD loader");
        return pool.isEmpty() || !started || is(Kind.FREEBSD, known)
                ? Optional.empty()
                : Optional.of(OperatingSystem.of(
                        pool.get().name(), Kind.FREEBSD, new Identity("freebsd", "bsd", "", "FreeBSD")));
    }

    private boolean has(String loader) {
        return loaders.stream().anyMatch(one -> one.name().equals(loader));
    }

    private static boolean is(Kind kind, List<OperatingSystem> known) {
        return known.stream().anyMatch(system -> system.kind() == kind);
    }

    /** That of the boot manager, which is that of the system; empty where it cannot be read. */
    private String architecture() throws IOException {
        for (Mounted mounted : mounts.all()) {
            Optional<Root> top = mounts.top(mounted);
            Optional<String> path = top.isEmpty() ? Optional.empty() : top.get().anyCase(MANAGER);
            Optional<Content> content =
                    path.isEmpty() ? Optional.empty() : top.get().open(path.get());
            if (content.isPresent()) {
                try {
                    return OtherReader.architecture(PeFile.read(content.get()).machine());
                } catch (ImageFormatException damaged) {
                    mounts.problems().add(path.get() + " is a damaged EFI program: " + damaged.getMessage());
                }
            }
        }
        return "";
    }
}
