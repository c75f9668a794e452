package htg.fsimage.testkit;

import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.Content;
import htg.fsimage.fs.Entry;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Node;
import htg.fsimage.volume.Names;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All there is in a tree, a line for each name: what our reader finds in an image, and what the host has in the folder that the image
 * was made from. Two equal listings are two equal trees.
 */
public final class Listing {
    /** What to compare; a file system that does not store something leaves it out on both sides. */
    public record Detail(boolean permissions, boolean links, boolean times, boolean attributes) {
        public static final Detail ALL = new Detail(true, true, true, true);
        /** Names, types, sizes and contents. */
        public static final Detail CONTENT = new Detail(false, false, false, false);
    }

    private final Detail detail;
    private final Map<String, String> lines = new TreeMap<>();

    private Listing(Detail detail) {
        this.detail = detail;
    }

    /** What our reader finds. */
    public static List<String> of(Node root, Detail detail) throws IOException {
        Listing listing = new Listing(detail);
        listing.descend(root, "");
        return listing.sorted();
    }

    /** What the host has in a folder. */
    public static List<String> of(Path folder, Detail detail) throws IOException {
        Listing listing = new Listing(detail);
        listing.descend(folder, "");
        return listing.sorted();
    }

    private List<String> sorted() {
        return lines.entrySet().stream()
                .map(line -> line.getKey() + " " + line.getValue())
                .toList();
    }

    private void descend(Node folder, String path) throws IOException {
        List<Entry> entries = new ArrayList<>();
        folder.list(entries::add);
        for (Entry entry : entries) {
            String below = path + "/" + entry.name();
            Node node = entry.node();
            if (entry.type() != FileType.UNKNOWN
                    && entry.type() != node.attributes().type()) {
                throw new AssertionError(below + " is " + entry.type() + " in its folder, but "
                        + node.attributes().type());
            }
            if (lines.put(Names.printable(below), line(node)) != null) {
                throw new AssertionError(below + " is there twice");
            }
            if (node.attributes().type() == FileType.FOLDER) {
                descend(node, below);
            }
        }
    }

    private String line(Node node) throws IOException {
        Attributes attributes = node.attributes();
        String content = switch (attributes.type()) {
            case REGULAR -> attributes.size() + " " + digest(node.open());
            case LINK -> "-> " + Names.printable(node.target());
            default -> "";
        };
        return line(
                attributes.type(),
                attributes.permissions(),
                attributes.links(),
                attributes.times().modified().getEpochSecond(),
                node.extendedAttributes(),
                content);
    }

    private String line(
            FileType type, int permissions, long links, long modified, Map<String, byte[]> extended, String content) {
        StringBuilder line = new StringBuilder().append(type.letter());
        if (detail.permissions() && type != FileType.LINK) {
            line.append(" %04o".formatted(permissions));
        }
        if (detail.links() && type != FileType.FOLDER) {
            line.append(" links ").append(links);
        }
        if (detail.times()) {
            line.append(" time ").append(modified);
        }
        if (detail.attributes()) {
            new TreeMap<>(extended)
                    .forEach((name, value) ->
                            line.append(" " + name + "=").append(HexFormat.of().formatHex(value)));
        }
        return line.append(' ').append(content).toString().stripTrailing();
    }

    /** The {@link BlockDigest} of a content, read in pieces of all sizes, holes skipped as the content says. */
    public static String digest(Content content) throws IOException {
        BlockDigest digest = new BlockDigest();
        byte[] block = new byte[BlockDigest.BLOCK];
        long size = content.size();
        for (long at = 0; at < size; at += block.length) {
            int length = (int) Math.min(block.length, size - at);
            Content.Run run = content.run(at);
            if (run.end() <= at || run.end() > size) {
                throw new AssertionError("a run at " + at + " ends at " + run.end() + " of " + size);
            }
            if (run.hole() && run.end() >= at + length) {
                continue;
            }
            ByteBuffer into = ByteBuffer.wrap(block, 0, length);
            while (into.hasRemaining()) {
                if (content.read(at + into.position(), into) <= 0) {
                    throw new AssertionError("nothing read at " + (at + into.position()));
                }
            }
            digest.add(at, block, length);
        }
        return digest.finish(size);
    }

    private void descend(Path folder, String path) throws IOException {
        try (var children = Files.list(folder)) {
            for (Path child : children.toList()) {
                String below = path + "/" + child.getFileName();
                boolean directory = Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS);
                lines.put(Names.printable(below), line(child));
                if (directory) {
                    descend(child, below);
                }
            }
        }
    }

    private String line(Path file) throws IOException {
        Map<String, Object> unix =
                Files.readAttributes(file, "unix:mode,nlink,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
        int mode = number(unix, "mode");
        FileType type = FileType.ofMode(mode);
        String content = switch (type) {
            case REGULAR -> Files.size(file) + " " + digest(file);
            case LINK -> "-> " + Names.printable(Files.readSymbolicLink(file).toString());
            default -> "";
        };
        long modified = Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                .toInstant()
                .getEpochSecond();
        return line(type, mode & 07777, number(unix, "nlink"), modified, extended(file), content);
    }

    private static int number(Map<String, Object> attributes, String name) {
        return (Integer) java.util.Objects.requireNonNull(attributes.get(name), name);
    }

    /** Those of the user: all others need rights. */
    private static Map<String, byte[]> extended(Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            return Map.of();
        }
        var view = Files.getFileAttributeView(file, java.nio.file.attribute.UserDefinedFileAttributeView.class);
        Map<String, byte[]> found = new TreeMap<>();
        for (String name : view.list()) {
            ByteBuffer value = ByteBuffer.allocate(view.size(name));
            view.read(name, value);
            found.put("user." + name, value.array());
        }
        return found;
    }

    /** The {@link BlockDigest} of a file of the host. */
    public static String digest(Path file) throws IOException {
        BlockDigest digest = new BlockDigest();
        byte[] block = new byte[BlockDigest.BLOCK];
        try (RandomAccessFile source = new RandomAccessFile(file.toFile(), "r")) {
            long size = source.length();
            for (long at = 0; at < size; at += block.length) {
                int length = (int) Math.min(block.length, size - at);
                source.readFully(block, 0, length);
                digest.add(at, block, length);
            }
            return digest.finish(size);
        }
    }
}
