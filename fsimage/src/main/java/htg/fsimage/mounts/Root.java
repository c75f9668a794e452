package htg.fsimage.mounts;

import htg.fsimage.fs.Content;
import htg.fsimage.fs.Entry;
import htg.fsimage.fs.FilePath;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Limits;
import htg.fsimage.fs.Node;
import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.Names;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;

/**
 * A folder that paths begin with: the top of a file system, or a subvolume that a system has for its root. Links never lead out of it.
 * What cannot be read is a problem that is noted, and otherwise as if it were not there; only a medium that fails is an error.
 *
 * @param mounted the file system
 * @param path where in it, {@code /} for its top
 * @param node the folder
 * @param limits for following links
 * @param problems where to note what cannot be read
 */
public record Root(Mounted mounted, String path, Node node, Limits limits, Problems problems) {
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int MOST_NAMES = 20_000;

    @FunctionalInterface
    private interface Reading<T> {
        Optional<T> read() throws IOException;
    }

    /** The path of a file of this root from the top of its file system. */
    public String absolute(String file) {
        String below = file.startsWith("/") ? file : "/" + file;
        return path.equals("/") ? below : path + below;
    }

    /** What is at a path, links followed. */
    public Optional<Node> find(String file) throws IOException {
        return softly(file, () -> FilePath.find(node, file, limits));
    }

    /** What is at a path, the last link of it not followed. */
    public Optional<Node> findLink(String file) throws IOException {
        return softly(file, () -> FilePath.findLink(node, file, limits));
    }

    /** Where a symbolic link leads, as it is stored; empty where there is none. */
    public Optional<String> target(String file) throws IOException {
        Optional<Node> link = findLink(file).filter(found -> found.attributes().type() == FileType.LINK);
        return link.isEmpty()
                ? Optional.empty()
                : softly(file, () -> Optional.of(link.get().target()));
    }

    /** The path as its names are really written when case does not count; empty where there is none. */
    public Optional<String> anyCase(String file) throws IOException {
        if (find(file).isPresent()) {
            return Optional.of(file);
        }
        String found = "";
        StringTokenizer names = new StringTokenizer(file, "/");
        while (names.hasMoreTokens()) {
            String name = names.nextToken();
            Optional<String> match = names(found.isEmpty() ? "/" : found).stream()
                    .filter(name::equalsIgnoreCase)
                    .findFirst();
            if (match.isEmpty()) {
                return Optional.empty();
            }
            found += "/" + match.get();
        }
        return Optional.of(found);
    }

    public boolean isFile(String file) throws IOException {
        return is(file, FileType.REGULAR);
    }

    public boolean isFolder(String file) throws IOException {
        return is(file, FileType.FOLDER);
    }

    public boolean exists(String file) throws IOException {
        return find(file).isPresent();
    }

    private boolean is(String file, FileType type) throws IOException {
        return find(file).filter(found -> found.attributes().type() == type).isPresent();
    }

    /** The content of a regular file. */
    public Optional<Content> open(String file) throws IOException {
        Optional<Node> found = find(file).filter(one -> one.attributes().type() == FileType.REGULAR);
        return found.isEmpty()
                ? Optional.empty()
                : softly(file, () -> Optional.of(found.get().open()));
    }

    /** A text file of at most one MiB; bytes that are no UTF-8 as in {@link Names}. */
    public Optional<String> text(String file) throws IOException {
        return start(file, LONGEST_TEXT + 1).flatMap(bytes -> {
            if (bytes.length > LONGEST_TEXT) {
                problems.add(absolute(file) + " is too long for what it should be.");
                return Optional.empty();
            }
            return Optional.of(Names.decode(bytes));
        });
    }

    /** The first line of a text file without spaces around it; empty where there is none. */
    public Optional<String> firstLine(String file) throws IOException {
        return text(file).flatMap(text -> text.lines().findFirst()).map(String::strip);
    }

    /** The first bytes of a regular file, fewer where it is shorter. */
    public Optional<byte[]> start(String file, int length) throws IOException {
        Optional<Content> content = open(file);
        return content.isEmpty() ? Optional.empty() : softly(file, () -> Optional.of(read(content.get(), length)));
    }

    private static byte[] read(Content content, int length) throws IOException {
        byte[] bytes = new byte[(int) Math.min(length, content.size())];
        ByteBuffer into = ByteBuffer.wrap(bytes);
        while (into.hasRemaining()) {
            if (content.read(into.position(), into) <= 0) {
                return Arrays.copyOf(bytes, into.position());
            }
        }
        return bytes;
    }

    /** The names in a folder, sorted; none where it is no folder. */
    public List<String> names(String folder) throws IOException {
        List<String> names = new ArrayList<>();
        softly(folder, () -> {
            Optional<Node> found = FilePath.find(node, folder, limits)
                    .filter(one -> one.attributes().type() == FileType.FOLDER);
            if (found.isPresent()) {
                found.get().list(entry -> keep(entry, names));
            }
            return found;
        });
        names.sort(null);
        return names;
    }

    private static boolean keep(Entry entry, List<String> names) {
        names.add(entry.name());
        return names.size() < MOST_NAMES;
    }

    private <T> Optional<T> softly(String file, Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (ImageFormatException | FileSystemException damaged) {
            problems.add(mounted.name() + " " + absolute(file) + " cannot be read: " + damaged.getMessage());
            return Optional.empty();
        }
    }
}
