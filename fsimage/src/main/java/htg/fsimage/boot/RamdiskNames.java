package htg.fsimage.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which ramdisk belongs to which kernel by their names: Debian's {@code vmlinuz-V} and {@code initrd.img-V}, Red Hat's {@code
 * initramfs-V.img}, SUSE's {@code initrd-V}, Arch's {@code vmlinuz-linux} and {@code initramfs-linux.img}, Alpine's {@code
 * vmlinuz-virt} and {@code initramfs-virt}, Gentoo's {@code kernel-V} and {@code initramfs-V.img}.
 */
final class RamdiskNames {
    private static final List<String> KERNELS =
            List.of("vmlinuz", "vmlinux", "bzimage", "zimage", "kernel", "image", "linux");
    private static final List<String> RAMDISKS = List.of("initrd.img", "initramfs", "initrd", "ramdisk");
    private static final List<String> ENDINGS =
            List.of(".img", ".gz", ".xz", ".zst", ".lz4", ".lzma", ".lz", ".bz2", ".cpio", ".efi", ".signed");
    private static final List<String> MICROCODE =
            List.of("intel-ucode.img", "amd-ucode.img", "intel-uc.img", "amd-uc.img");
    private static final List<String> LAST = List.of("rescue", "fallback", "kdump", "recovery");

    private RamdiskNames() {}

    static boolean isKernel(String name) {
        String plain = name.toLowerCase(Locale.ROOT);
        return KERNELS.stream().anyMatch(plain::startsWith) && !plain.endsWith(".sig") && !plain.endsWith(".old");
    }

    static boolean isRamdisk(String name) {
        String plain = name.toLowerCase(Locale.ROOT);
        return RAMDISKS.stream().anyMatch(plain::startsWith);
    }

    /** Whether it is for an emergency, so that it comes behind all others. */
    static boolean isForEmergencies(String name) {
        String plain = name.toLowerCase(Locale.ROOT);
        return LAST.stream().anyMatch(plain::contains);
    }

    /** What follows {@code vmlinuz-} in a kernel's name; empty when nothing does. */
    static String suffix(String kernel) {
        return suffix(kernel, KERNELS);
    }

    private static String suffix(String name, List<String> starts) {
        String plain = name.toLowerCase(Locale.ROOT);
        String start = starts.stream().filter(plain::startsWith).findFirst().orElse("");
        String rest = name.substring(start.length());
        for (String ending : ENDINGS) {
            if (rest.endsWith(ending)) {
                rest = rest.substring(0, rest.length() - ending.length());
            }
        }
        return rest.startsWith("-") || rest.startsWith(".") || rest.startsWith("_") ? rest.substring(1) : rest;
    }

    /** The names of a folder that are loaded with a kernel, the microcode first; none where nothing matches. */
    static List<String> matching(String kernel, String release, List<String> names) {
        List<String> ramdisks = names.stream()
                .filter(RamdiskNames::isRamdisk)
                .filter(name -> isForEmergencies(name) == isForEmergencies(kernel))
                .toList();
        List<String> found = new ArrayList<>();
        first(ramdisks, suffix(kernel), release).ifPresent(ramdisk -> {
            MICROCODE.stream().filter(names::contains).forEach(found::add);
            found.add(ramdisk);
        });
        return found;
    }

    private static Optional<String> first(List<String> ramdisks, String suffix, String release) {
        for (String wanted : suffix.equals(release) || release.isEmpty() ? List.of(suffix) : List.of(suffix, release)) {
            for (String name : ramdisks) {
                if (suffix(name, RAMDISKS).equals(wanted)) {
                    return Optional.of(name);
                }
            }
        }
        // Some have more before the version, as genkernel's initramfs-genkernel-x86_64-V. What has more behind it is
        // another's: that of 6.1.0-10 is of no use to 6.1.0-1, nor that of linux-lts to linux.
        return ramdisks.stream()
                .filter(name -> endsWith(suffix(name, RAMDISKS), release) || endsWith(suffix(name, RAMDISKS), suffix))
                .findFirst();
    }

    private static boolean endsWith(String name, String version) {
        return version.length() > 2 && (name.endsWith("-" + version) || name.endsWith("_" + version));
    }
}
