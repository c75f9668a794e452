package htg.store.extract;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.fsimage.volume.Names;
import htg.store.frame.Frame;
import htg.store.frame.Frame.Kind;
import htg.store.frame.FrameException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes what a reader sends below one path. A file is written only into a folder that was begun before and not left since, never
 * through a link and never over something. Holes stay holes. Owners, devices and the bits that give rights are not taken over; the
 * owner of the copy may always read and write it. Not thread-safe.
 */
public final class FolderSink implements Sink, AutoCloseable {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER_OWNER = PosixFilePermissions.fromString("rwx------");
    /** As many as a reader sends at most. */
    private static final long MOST_FILES = 10_000_000;

    private final Path top;
    private final Predicate<Frame.Begin> asked;
    /** From the top to the one that is being filled. */
    private final Deque<OpenFolder> open = new ArrayDeque<>();

    private @Nullable RandomAccessFile file;
    private Path filePath;
    private Frame.@Nullable Begin begun;
    private long begins;
    private long files;
    private long bytes;

    /** A folder that may get more. */
    private record OpenFolder(Frame.Begin begin, Path place) {}

    /**
     * For whatever a file or folder of an image is. Links are taken inside a folder only: the caller asks for no link.
     *
     * @param top where that goes whose path is empty; nothing may be there
     */
    public FolderSink(Path top) {
        this(top, begin -> begin.kind() != Kind.LINK || !begin.path().isEmpty());
    }

    private FolderSink(Path top, Predicate<Frame.Begin> asked) {
        this.top = top;
        this.asked = asked;
        this.filePath = top;
    }

    /** For one file, which programs may then open: it is no link. */
    public static FolderSink file(Path top) {
        return new FolderSink(
                top, begin -> begin.kind() == Kind.FILE && begin.path().isEmpty());
    }

    /** For a folder with files of some names and nothing else, which programs may then open: they are no links. */
    public static FolderSink files(Path top, Collection<String> names) {
        Set<String> known = Set.copyOf(names);
        return new FolderSink(
                top,
                begin -> begin.path().isEmpty()
                        ? begin.kind() == Kind.FOLDER
                        : begin.kind() == Kind.FILE && known.contains(begin.path()));
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
            throw new FrameException("the reader began a file inside another");
        } else if (!asked.test(begin) || ++begins > MOST_FILES) {
            throw new FrameException("the reader sent what nobody asked for: " + PlainText.line(begin.path()));
        }
        Path path = place(begin.path());
        switch (begin.kind()) {
            case FOLDER -> {
                Files.createDirectory(path, PosixFilePermissions.asFileAttribute(FOLDER_OWNER));
                open.push(new OpenFolder(begin, path));
            }
            case LINK -> Files.createSymbolicLink(path, Path.of(target(begin.target())));
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
        OpenFolder inside = open.stream()
                .filter(one -> one.begin().path().equals(folder))
                .findFirst()
                .orElseThrow(() -> new FrameException(
                        "the reader sent a file into a folder it has not sent: " + PlainText.line(path)));
        while (!inside.equals(open.peek())) {
            leave(open.pop());
        }
        return inside.place().resolve(plain(names.get(names.size() - 1)));
    }

    private static void leave(OpenFolder folder) throws IOException {
        finish(folder.place(), folder.begin(), FOLDER_OWNER);
    }

    /** What writing would have changed or hindered comes last. */
    private static void finish(Path place, Frame.Begin begin, Set<PosixFilePermission> always) throws IOException {
        try {
            Files.setPosixFilePermissions(place, permissions(begin.permissions(), always));
        } catch (FileSystemException notKept) {
            // The place may be on FAT, which keeps none: nobody gets more than its owner has.
        }
        if (begin.modified() != Long.MIN_VALUE) {
            Files.setLastModifiedTime(place, FileTime.from(begin.modified(), TimeUnit.SECONDS));
        }
    }

    private static String target(String target) throws FrameException {
        if (target.isEmpty() || target.indexOf(0) >= 0) {
            throw new FrameException("the reader sent a link to nowhere");
        }
        return plain(target);
    }

    /** A name with bytes that are no text gets another one, since this system's names are text. */
    private static String plain(String name) {
        boolean loose = name.chars().anyMatch(character -> Character.isSurrogate((char) character))
                && !name.equals(new String(Names.encode(name), StandardCharsets.UTF_8));
        String plain = loose ? Names.printable(name) : name;
        try {
            return Path.of(plain).toString();
        } catch (InvalidPathException notInThisLocale) {
            throw new HtgException(
                    ExitCode.ENVIRONMENT,
                    "This system's locale has no letters for the file name '" + PlainText.line(plain) + "'",
                    "Set LC_ALL=C.UTF-8, then run the same command again.",
                    notInThisLocale);
        }
    }

    @Override
    public void data(long offset, byte[] data) throws IOException {
        RandomAccessFile current = file;
        if (current == null || begun == null || offset > begun.size() - data.length) {
            throw new FrameException("the reader sent data beyond the end of a file");
        }
        current.seek(offset);
        current.write(data);
        bytes += data.length;
    }

    @Override
    public void end() throws IOException {
        RandomAccessFile current = file;
        Frame.Begin begin = begun;
        if (current == null || begin == null) {
            throw new FrameException("the reader ended a file that it never began");
        }
        try (current) {
            current.setLength(begin.size());
        }
        file = null;
        files++;
        finish(filePath, begin, OWNER);
    }

    @Override
    public void abandon() throws IOException {
        if (file == null) {
            throw new FrameException("the reader gave up a file that it never began");
        }
        file.close();
        file = null;
        Files.delete(filePath);
    }

    @Override
    public void done() throws IOException {
        if (file != null) {
            throw new FrameException("the reader ended in the middle of a file");
        }
    }

    private static Set<PosixFilePermission> permissions(int mode, Set<PosixFilePermission> always) {
        Set<PosixFilePermission> granted = new HashSet<>(always);
        PosixFilePermission[] inOrder = PosixFilePermission.values();
        for (int bit = 0; bit < inOrder.length; bit++) {
            if ((mode & (0400 >> bit)) != 0) {
                granted.add(inOrder[bit]);
            }
        }
        return granted;
    }

    /** Leaves all folders. */
    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
        while (!open.isEmpty()) {
            leave(open.pop());
        }
    }
}
