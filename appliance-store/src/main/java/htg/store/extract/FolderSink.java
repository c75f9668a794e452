package htg.store.extract;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.fsimage.volume.Names;
import htg.store.frame.Frame;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a reader sends below one path. A file is written only into a folder that was made here before, never through a link and
 * never over something. Holes stay holes. Owners, devices and the bits that give rights are not taken over. Not thread-safe.
 */
public final class FolderSink implements Sink, AutoCloseable {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    private final Path top;
    private final Set<String> folders = new HashSet<>();
    private final Map<Path, FileTime> folderTimes = new HashMap<>();
    private @Nullable RandomAccessFile file;
    private Path filePath;
    private Frame.@Nullable Begin begun;
    private long files;
    private long bytes;

    /**
     * Writes nothing yet.
     *
     * @param top where that goes whose path is empty; nothing may be there
     */
    public FolderSink(Path top) {
        this.top = top;
        this.filePath = top;
    }

    /** How many files it has written. */
    public long files() {
        return files;
    }

    /** How many bytes it has written. */
    public long bytes() {
        return bytes;
    }

    @Override
    public void begin(Frame.Begin begin) throws IOException {
        if (file != null) {
            throw new IOException("the reader began a file inside another");
        }
        Path path = place(begin.path());
        switch (begin.kind()) {
            case FOLDER -> {
                Files.createDirectory(path);
                folders.add(begin.path());
                time(begin).ifPresent(time -> folderTimes.put(path, time));
            }
            case LINK -> Files.createSymbolicLink(path, Path.of(Names.printable(begin.target())));
            case FILE -> {
                Files.createFile(path, PosixFilePermissions.asFileAttribute(OWNER));
                file = new RandomAccessFile(path.toFile(), "rw");
                filePath = path;
                begun = begin;
            }
        }
    }

    private Path place(String path) throws IOException {
        List<String> names = SafePath.names(path);
        if (names.isEmpty()) {
            return top;
        }
        String folder = String.join("/", names.subList(0, names.size() - 1));
        if (!folders.contains(folder)) {
            throw new IOException("the reader sent a file into a folder it has not sent: " + Names.printable(path));
        }
        Path place = top;
        for (String name : names) {
            place = place.resolve(plain(name));
        }
        return place;
    }

    /** A name with bytes that are no text gets another one, since this system's names are text. */
    private static String plain(String name) {
        boolean loose = name.chars().anyMatch(character -> Character.isSurrogate((char) character))
                && !name.equals(new String(Names.encode(name), java.nio.charset.StandardCharsets.UTF_8));
        String plain = loose ? Names.printable(name) : name;
        try {
            return Path.of(plain).toString();
        } catch (InvalidPathException notInThisLocale) {
            throw new HtgException(
                    ExitCode.ENVIRONMENT,
                    "This system's locale has no letters for the file name '" + plain + "'",
                    "Set LC_ALL=C.UTF-8, then run the same command again.",
                    notInThisLocale);
        }
    }

    @Override
    public void data(long offset, byte[] data) throws IOException {
        RandomAccessFile open = file;
        if (open == null || begun == null || offset > begun.size() - data.length) {
            throw new IOException("the reader sent data beyond the end of a file");
        }
        open.seek(offset);
        open.write(data);
        bytes += data.length;
    }

    @Override
    public void end() throws IOException {
        RandomAccessFile open = file;
        Frame.Begin begin = begun;
        if (open == null || begin == null) {
            throw new IOException("the reader ended a file that it never began");
        }
        try (open) {
            open.setLength(begin.size());
        }
        file = null;
        files++;
        Files.setPosixFilePermissions(filePath, permissions(begin.permissions()));
        var time = time(begin);
        if (time.isPresent()) {
            Files.setLastModifiedTime(filePath, time.get());
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> granted = new HashSet<>(OWNER);
        PosixFilePermission[] inOrder = PosixFilePermission.values();
        for (int bit = 0; bit < inOrder.length; bit++) {
            if ((mode & (0400 >> bit)) != 0) {
                granted.add(inOrder[bit]);
            }
        }
        return granted;
    }

    private static java.util.Optional<FileTime> time(Frame.Begin begin) {
        return begin.modified() == Long.MIN_VALUE
                ? java.util.Optional.empty()
                : java.util.Optional.of(FileTime.from(begin.modified(), java.util.concurrent.TimeUnit.SECONDS));
    }

    /** Gives folders their times, which writing into them has changed. */
    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
        for (Map.Entry<Path, FileTime> folder : folderTimes.entrySet()) {
            Files.setLastModifiedTime(folder.getKey(), folder.getValue());
        }
    }
}
