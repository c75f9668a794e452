package htg.image.inspect;

import htg.fsimage.fat.FatEntry;
import htg.fsimage.fat.FatFileSystem;
import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** The files of a stick's boot partition. What is kept of them in memory has a limit. Not thread-safe. */
final class BootPartition {
    /** Kernels of two boot environments and their upgrades are a quarter of it. */
    private static final long MOST = 192L << 20;

    private final FatFileSystem files;
    private long left = MOST;

    private BootPartition(FatFileSystem files) {
        this.files = files;
    }

    static BootPartition open(Volume partition) throws IOException {
        return new BootPartition(FatFileSystem.open(partition));
    }

    boolean has(String path) throws IOException {
        return files.stat(path).filter(entry -> !entry.directory()).isPresent();
    }

    /** Size of a file; 0 when there is none. */
    long size(String path) throws IOException {
        return files.stat(path).map(FatEntry::size).orElse(0L);
    }

    /**
     * The whole content of a file; empty when there is none.
     *
     * @throws ImageFormatException when it has more than {@code largest} bytes, or all together have too many
     */
    Optional<byte[]> content(String path, int largest) throws IOException {
        Optional<FatEntry> entry = files.stat(path).filter(found -> !found.directory());
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        long size = entry.get().size();
        if (size > Math.min(largest, left)) {
            throw new ImageFormatException(path + " has " + size + " bytes, which is more than it may have");
        }
        left -= size;
        try (InputStream content = files.read(entry.get())) {
            byte[] bytes = new byte[(int) size];
            content.readNBytes(bytes, 0, bytes.length);
            return Optional.of(bytes);
        }
    }

    InputStream open(String path) throws IOException {
        return files.read(path);
    }

    /** Paths of all files, in order. */
    List<String> paths() throws IOException {
        return files.tree().stream()
                .filter(entry -> !entry.directory())
                .map(FatEntry::path)
                .sorted()
                .toList();
    }
}
