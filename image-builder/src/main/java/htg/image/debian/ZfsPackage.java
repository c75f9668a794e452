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

/**
 * {@code htg-zfs}, the package that makes the base of a ZFS stick: {@code htg-zpool}, no import of other pools, a limit for
 * the cache, and the export of the pool at shutdown.
 */
public final class ZfsPackage {
    private static final String IMPORTER = "usr/lib/htg/miniroot/bin/htg-zpool";

    /** When ZFS is upgraded, which DKMS has compiled by then, the ramdisk gets the new modules. */
    private static final Map<String, String> SCRIPTS = Map.of(
            "triggers", "interest-noawait /usr/sbin/zpool\n",
            "postinst", "#!/bin/sh\nset -e\n[ \"$1\" != triggered ] || update-initramfs -u\n");

    private ZfsPackage() {}

    /**
     * The package.
     *
     * @param importer {@code htg-zpool}, compiled
     */
    public static DebPackage create(ZfsPackages versions, Path importer, Instant date) {
        List<TreeFile> files = new ArrayList<>(PackagedFiles.read("zfs"));
        // Where the stick's own miniroot is made from, and where people find it.
        files.add(TreeFile.of(IMPORTER, 0755, read(importer)));
        files.add(TreeFile.symlink("usr/sbin/htg-zpool", "/" + IMPORTER));
        return DebPackage.versionedByContent(control(versions), SCRIPTS, files, date);
    }

    /** Digest of all of it that is known before anything is built. */
    public static String digest(ZfsPackages versions) {
        return Digests.sha256(
                new DebPackage(control(versions), SCRIPTS, PackagedFiles.read("zfs"), Instant.EPOCH).bytes());
    }

    private static Map<String, String> control(ZfsPackages versions) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Package", "htg-zfs");
        fields.put("Version", versions.zfs().text());
        fields.put("Architecture", "amd64");
        fields.put("Maintainer", "htg <htg@localhost>");
        fields.put("Depends", "busybox-static, systemd, zfsutils-linux, zfs-modules | zfs-dkms");
        fields.put("Section", "admin");
        fields.put("Priority", "optional");
        fields.put("Description", "Hypervisor To Go: what a stick needs whose root pool is ZFS");
        return fields;
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
