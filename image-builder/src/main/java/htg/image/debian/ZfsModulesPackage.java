package htg.image.debian;

import htg.common.io.Digests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** {@code htg-zfs-modules}, the kernel modules of ZFS where DKMS would put them. */
public final class ZfsModulesPackage {
    private ZfsModulesPackage() {}

    /**
     * The package. As long as it is installed its kernel stays, too: a ZFS stick always keeps one kernel that can read
     * its root.
     *
     * @param modules the folder of compressed modules
     */
    public static DebPackage create(ZfsPackages versions, Path modules, Instant date) {
        String folder = "usr/lib/modules/" + versions.kernelRelease() + "/updates/dkms/";
        List<TreeFile> files = new ArrayList<>();
        list(modules).forEach(file -> files.add(read(folder, file)));
        files.add(noSecondBuild(versions));
        return DebPackage.versionedByContent(control(versions), scripts(versions), files, date);
    }

    /** Digest of all of it that is known before anything is built. */
    public static String digest(ZfsPackages versions) {
        return Digests.sha256(
                new DebPackage(control(versions), scripts(versions), List.of(noSecondBuild(versions)), Instant.EPOCH)
                        .bytes());
    }

    private static Map<String, String> control(ZfsPackages versions) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Package", "htg-zfs-modules");
        fields.put("Version", versions.zfs().text());
        fields.put("Architecture", "amd64");
        fields.put("Maintainer", "htg <htg@localhost>");
        fields.put("Depends", "kmod, linux-image-" + versions.kernelRelease());
        fields.put("Provides", "zfs-modules");
        fields.put("Section", "kernel");
        fields.put("Priority", "optional");
        fields.put("Description", "ZFS for the kernel " + versions.kernelRelease());
        return fields;
    }

    private static Map<String, String> scripts(ZfsPackages versions) {
        String depmod = "#!/bin/sh\nset -e\ndepmod " + versions.kernelRelease() + "\n";
        return Map.of("postinst", depmod);
    }

    /** Where zfs-dkms is installed as well, DKMS is to build for other kernels and other versions; it fails over these. */
    private static TreeFile noSecondBuild(ZfsPackages versions) {
        String name = "zfs-" + versions.zfs().upstream() + "-" + versions.kernelRelease() + ".conf";
        String text = "# The package htg-zfs-modules has these modules.\nBUILD_EXCLUSIVE_KERNEL=\"^$\"\n";
        return TreeFile.text("etc/dkms/" + name, 0644, text);
    }

    private static TreeFile read(String folder, Path file) {
        try {
            return TreeFile.of(folder + file.getFileName(), 0644, Files.readAllBytes(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
