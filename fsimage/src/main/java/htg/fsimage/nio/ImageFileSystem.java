package htg.fsimage.nio;

import htg.fsimage.fs.Limits;
import htg.fsimage.fs.Node;
import java.io.IOException;
import java.nio.file.ClosedFileSystemException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.List;
import java.util.Set;

/**
 * A read-only view of a file system in an image. Paths are those of Unix; symbolic links never lead out of it. Whatever would write gives
 * {@link java.nio.file.ReadOnlyFileSystemException}. Closing it closes no volume. Safe for several threads at once.
 */
public final class ImageFileSystem extends FileSystem {
    private final htg.fsimage.fs.FileSystem image;
    private final Limits limits;
    private final ImageProvider provider = new ImageProvider();
    private volatile boolean open = true;

    private ImageFileSystem(htg.fsimage.fs.FileSystem image, Limits limits) {
        this.image = image;
        this.limits = limits;
    }

    /** The view of a file system, with {@link Limits#STANDARD}. */
    public static ImageFileSystem of(htg.fsimage.fs.FileSystem image) {
        return of(image, Limits.STANDARD);
    }

    /**
     * The view of a file system.
     *
     * @param limits how many links a path may follow, and how much memory the names of a folder may take
     */
    public static ImageFileSystem of(htg.fsimage.fs.FileSystem image, Limits limits) {
        return new ImageFileSystem(image, limits);
    }

    /** What it is a view of. */
    public htg.fsimage.fs.FileSystem image() {
        return image;
    }

    Limits limits() {
        return limits;
    }

    /**
     * The folder that absolute paths begin with.
     *
     * @throws ClosedFileSystemException when this view was closed
     */
    Node rootNode() throws IOException {
        if (!open) {
            throw new ClosedFileSystemException();
        }
        return image.root();
    }

    ImagePath rootPath() {
        return new ImagePath(this, true, List.of());
    }

    @Override
    public FileSystemProvider provider() {
        return provider;
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean isReadOnly() {
        return true;
    }

    @Override
    public String getSeparator() {
        return "/";
    }

    @Override
    public Iterable<Path> getRootDirectories() {
        return List.of(rootPath());
    }

    @Override
    public Iterable<FileStore> getFileStores() {
        return List.of(new ImageStore(this));
    }

    @Override
    public Set<String> supportedFileAttributeViews() {
        return Set.of("basic", "owner", "posix", "unix", "user");
    }

    @Override
    public Path getPath(String first, String... more) {
        StringBuilder text = new StringBuilder(first);
        for (String part : more) {
            if (!part.isEmpty()) {
                text.append(text.isEmpty() ? "" : "/").append(part);
            }
        }
        return ImagePath.parse(this, text.toString());
    }

    @Override
    public PathMatcher getPathMatcher(String syntaxAndPattern) {
        return PathPattern.of(syntaxAndPattern);
    }

    @Override
    public UserPrincipalLookupService getUserPrincipalLookupService() {
        return new Principals();
    }

    @Override
    public WatchService newWatchService() throws IOException {
        throw new IOException("nothing changes in an image that is only read");
    }
}
