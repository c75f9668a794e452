package htg.image.vm;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioConstants;

/** A ramdisk that is thrown away after one start, and therefore not compressed. Not thread-safe. */
public final class Ramdisk {
    private static final int EXECUTABLE = 0755;
    private static final int LINK = 0777;

    private final TreeMap<String, Content> entries = new TreeMap<>();

    /** The bytes of one entry, read when they are written. */
    private sealed interface Content {
        /** A file, with links followed. */
        record Copy(Path source) implements Content {}

        /** Never changed. */
        @SuppressWarnings("ArrayRecordComponent")
        record Bytes(byte[] bytes) implements Content {}

        record Link(String target) implements Content {}

        record Folder() implements Content {}
    }

    /** Adds an empty folder. */
    public Ramdisk folder(String path) {
        return add(path, new Content.Folder());
    }

    /** Adds a file with what another has. */
    public Ramdisk file(String path, Path source) {
        return add(path, new Content.Copy(source));
    }

    /** Adds a text file. */
    public Ramdisk text(String path, String text) {
        return bytes(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a file. */
    public Ramdisk bytes(String path, byte[] content) {
        return add(path, new Content.Bytes(content.clone()));
    }

    /** Adds a symbolic link. */
    public Ramdisk link(String path, String target) {
        return add(path, new Content.Link(target));
    }

    /** Adds everything below {@code root} under the same paths; links become what they lead to. */
    public Ramdisk tree(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> file(root.relativize(file).toString(), file));
            return this;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Writes a cpio archive that the kernel unpacks. */
    public void writeTo(Path target) {
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(target), 1 << 16);
                CpioArchiveOutputStream archive = new CpioArchiveOutputStream(file, CpioConstants.FORMAT_NEW)) {
            long inode = 0;
            for (Map.Entry<String, Content> entry : List.copyOf(entries.entrySet())) {
                write(archive, entry.getKey(), entry.getValue(), ++inode);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Ramdisk add(String path, Content content) {
        for (int slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
            entries.putIfAbsent(path.substring(0, slash), new Content.Folder());
        }
        entries.put(path, content);
        return this;
    }

    private static void write(CpioArchiveOutputStream archive, String path, Content content, long inode)
            throws IOException {
        byte[] bytes = bytes(content);
        CpioArchiveEntry entry = new CpioArchiveEntry(CpioConstants.FORMAT_NEW, path);
        entry.setInode(inode);
        entry.setNumberOfLinks(1);
        entry.setMode(mode(content));
        entry.setSize(bytes.length);
        archive.putArchiveEntry(entry);
        archive.write(bytes);
        archive.closeArchiveEntry();
    }

    private static byte[] bytes(Content content) throws IOException {
        if (content instanceof Content.Copy copy) {
            return Files.readAllBytes(copy.source());
        } else if (content instanceof Content.Bytes bytes) {
            return bytes.bytes();
        } else if (content instanceof Content.Link link) {
            return link.target().getBytes(StandardCharsets.UTF_8);
        }
        return new byte[0];
    }

    private static long mode(Content content) {
        if (content instanceof Content.Folder) {
            return CpioConstants.C_ISDIR | EXECUTABLE;
        }
        return content instanceof Content.Link
                ? CpioConstants.C_ISLNK | LINK
                : CpioConstants.C_ISREG | (long) EXECUTABLE;
    }
}
