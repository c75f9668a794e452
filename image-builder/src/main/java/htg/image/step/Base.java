package htg.image.step;

import htg.image.debian.Manifest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The installed base and what other steps need of it.
 *
 * @param zfs what was built for it; absent unless its root pool is ZFS
 */
record Base(Path entry, Optional<ZfsBuild> zfs) {
    static final String ARCHIVE = "base.tar";

    /** The whole tree with its owners. */
    Path archive() {
        return entry.resolve(ARCHIVE);
    }

    Path kernel() {
        return onlyFileIn("boot");
    }

    /** The hypervisor's file; there where Xen was asked for. */
    Path xen() {
        return entry.resolve("xen.gz");
    }

    /** The folder {@code usr/lib/modules/VERSION}. */
    Path modules() {
        return onlyFileIn("modules");
    }

    String kernelVersion() {
        return String.valueOf(modules().getFileName());
    }

    String shadow() {
        try {
            return Files.readString(entry.resolve("shadow"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    List<Manifest.Entry> packages() {
        return Manifest.read(entry);
    }

    private Path onlyFileIn(String folder) {
        try (Stream<Path> files = Files.list(entry.resolve(folder))) {
            List<Path> all = files.toList();
            if (all.size() != 1) {
                throw new IllegalStateException("the base has not one kernel but " + all);
            }
            return all.get(0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
