package htg.image.step;

import java.nio.file.Path;

/** What was built of ZFS for the stick's kernel. */
record ZfsBuild(Path entry) {
    /** The folder that holds the kernel modules, compressed as Debian's are: {@code spl.ko.xz}, {@code zfs.ko.xz}. */
    Path modules() {
        return entry.resolve("modules");
    }

    /** {@code htg-zpool}, linked statically. */
    Path importer() {
        return entry.resolve("htg-zpool");
    }

    /**
     * A tree with {@code usr/sbin/zpool}, {@code usr/sbin/zfs}, and the libraries and the loader that they need, all below
     * {@code usr}: whoever puts it into a ramdisk links {@code lib64} to {@code usr/lib64}.
     */
    Path tools() {
        return entry.resolve("tools");
    }

    /** A tree like that of the tools, with {@code usr/bin/tar}, which keeps extended attributes. */
    Path archiver() {
        return entry.resolve("tar");
    }
}
