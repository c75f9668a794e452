package htg.image.debian;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A file to be put into a tree, owned by root. Immutable. */
public final class TreeFile {
    private final String path;
    private final int mode;
    private final int group;
    private final byte[] content;
    private final Optional<String> link;

    private TreeFile(String path, int mode, int group, byte[] content, Optional<String> link) {
        if (path.startsWith("/") || path.startsWith("./") || path.contains("..")) {
            throw new IllegalArgumentException("not a path inside a tree: " + path);
        }
        this.path = path;
        this.mode = mode;
        this.group = group;
        this.content = content;
        this.link = link;
    }

    /**
     * A regular file.
     *
     * @param path relative, without {@code ./}
     * @param mode permission bits
     */
    public static TreeFile of(String path, int mode, byte[] content) {
        return new TreeFile(path, mode, 0, content.clone(), Optional.empty());
    }

    public static TreeFile text(String path, int mode, String content) {
        return of(path, mode, content.getBytes(StandardCharsets.UTF_8));
    }

    public static TreeFile symlink(String path, String target) {
        return new TreeFile(path, 0777, 0, new byte[0], Optional.of(target));
    }

    /** The same file with another numeric group. */
    public TreeFile ownedByGroup(int id) {
        return new TreeFile(path, mode, id, content, link);
    }

    public String path() {
        return path;
    }

    public int mode() {
        return mode;
    }

    public int group() {
        return group;
    }

    public byte[] content() {
        return content.clone();
    }

    /** The target, where this is a symbolic link. */
    public Optional<String> link() {
        return link;
    }
}
