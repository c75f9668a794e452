package htg.fsimage.nio;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/** A path in an image: names with {@code /} between them. The empty path has one name, which is empty. */
final class ImagePath implements Path {
    private final ImageFileSystem fileSystem;
    private final boolean absolute;
    private final List<String> names;

    ImagePath(ImageFileSystem fileSystem, boolean absolute, List<String> names) {
        this.fileSystem = fileSystem;
        this.absolute = absolute;
        this.names = !absolute && names.isEmpty() ? List.of("") : List.copyOf(names);
    }

    static ImagePath parse(ImageFileSystem fileSystem, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new InvalidPathException(text, "a NUL cannot be in a path");
        }
        List<String> names = new ArrayList<>();
        StringTokenizer each = new StringTokenizer(text, "/");
        while (each.hasMoreTokens()) {
            names.add(each.nextToken());
        }
        return new ImagePath(fileSystem, text.startsWith("/"), names);
    }

    /** The path as one of an image. */
    static ImagePath of(Path path) {
        if (path instanceof ImagePath own) {
            return own;
        }
        throw new ProviderMismatchException(path + " is no path in an image");
    }

    private ImagePath make(boolean fromRoot, List<String> others) {
        return new ImagePath(fileSystem, fromRoot, others);
    }

    /** Its names; none of the root and of the empty path. */
    private List<String> real() {
        return names.equals(List.of("")) ? List.of() : names;
    }

    @Override
    public ImageFileSystem getFileSystem() {
        return fileSystem;
    }

    @Override
    public boolean isAbsolute() {
        return absolute;
    }

    @Override
    public @Nullable Path getRoot() {
        return absolute ? fileSystem.rootPath() : null;
    }

    @Override
    public @Nullable Path getFileName() {
        return names.isEmpty() ? null : make(false, List.of(names.get(names.size() - 1)));
    }

    @Override
    public @Nullable Path getParent() {
        if (names.isEmpty() || (names.size() == 1 && !absolute)) {
            return null;
        }
        return make(absolute, names.subList(0, names.size() - 1));
    }

    @Override
    public int getNameCount() {
        return names.size();
    }

    @Override
    public Path getName(int index) {
        return subpath(index, index + 1);
    }

    @Override
    public Path subpath(int from, int to) {
        if (from < 0 || to > names.size() || from >= to) {
            throw new IllegalArgumentException(this + " has no names from " + from + " to " + to);
        }
        return make(false, names.subList(from, to));
    }

    @Override
    public boolean startsWith(Path other) {
        return other instanceof ImagePath path
                && path.fileSystem.equals(fileSystem)
                && path.absolute == absolute
                && path.names.size() <= names.size()
                && names.subList(0, path.names.size()).equals(path.names);
    }

    @Override
    public boolean endsWith(Path other) {
        if (!(other instanceof ImagePath path) || !path.fileSystem.equals(fileSystem)) {
            return false;
        } else if (path.absolute) {
            return equals(path);
        }
        int from = names.size() - path.names.size();
        return from >= 0 && names.subList(from, names.size()).equals(path.names);
    }

    @Override
    public Path normalize() {
        List<String> kept = new ArrayList<>();
        for (String name : real()) {
            boolean canGoUp = !kept.isEmpty() && !kept.get(kept.size() - 1).equals("..");
            if (name.equals("..") && canGoUp) {
                kept.remove(kept.size() - 1);
            } else if (!name.equals(".") && !(name.equals("..") && absolute)) {
                kept.add(name);
            }
        }
        return make(absolute, kept);
    }

    @Override
    public Path resolve(Path other) {
        ImagePath path = of(other);
        if (path.absolute) {
            return path;
        }
        List<String> all = new ArrayList<>(real());
        all.addAll(path.real());
        return make(absolute, all);
    }

    @Override
    public Path relativize(Path other) {
        ImagePath path = of(other);
        if (path.absolute != absolute) {
            throw new IllegalArgumentException(other + " and " + this + " do not begin alike");
        }
        List<String> own = real();
        List<String> theirs = path.real();
        int same = 0;
        while (same < own.size() && same < theirs.size() && own.get(same).equals(theirs.get(same))) {
            same++;
        }
        List<String> steps = new ArrayList<>();
        for (int i = same; i < own.size(); i++) {
            steps.add("..");
        }
        steps.addAll(theirs.subList(same, theirs.size()));
        return make(false, steps);
    }

    @Override
    public URI toUri() {
        try {
            return new URI(ImageProvider.SCHEME, null, toAbsolutePath().toString(), null);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public Path toAbsolutePath() {
        return absolute ? this : make(true, real());
    }

    @Override
    public Path toRealPath(LinkOption... options) throws IOException {
        boolean follow = !Arrays.asList(options).contains(LinkOption.NOFOLLOW_LINKS);
        return make(true, new RealPath(fileSystem).names(toAbsolutePath().toString(), follow));
    }

    @Override
    public WatchKey register(WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers)
            throws IOException {
        throw new IOException("nothing changes in an image that is only read");
    }

    @Override
    public int compareTo(Path other) {
        return toString().compareTo(of(other).toString());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ImagePath path
                && path.fileSystem.equals(fileSystem)
                && path.absolute == absolute
                && path.names.equals(names);
    }

    @Override
    public int hashCode() {
        return Objects.hash(absolute, names);
    }

    @Override
    public String toString() {
        return (absolute ? "/" : "") + String.join("/", names);
    }
}
