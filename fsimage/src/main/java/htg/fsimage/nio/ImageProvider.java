package htg.fsimage.nio;

import htg.fsimage.fs.FilePath;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Limits;
import htg.fsimage.fs.Node;
import htg.fsimage.volume.LimitExceededException;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the JDK's {@link java.nio.file.Files} asks for. There are no URIs that would find an image. */
final class ImageProvider extends FileSystemProvider {
    static final String SCHEME = "htg-image";

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
        throw new FileSystemNotFoundException("images are opened by ImageFileSystem.of");
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        throw new FileSystemNotFoundException("images are opened by ImageFileSystem.of");
    }

    @Override
    public Path getPath(URI uri) {
        throw new FileSystemNotFoundException("images are opened by ImageFileSystem.of");
    }

    /**
     * What a path stands for.
     *
     * @throws NoSuchFileException when there is nothing
     */
    static Node node(Path path, boolean follow) throws IOException {
        ImagePath own = ImagePath.of(path);
        ImageFileSystem fileSystem = own.getFileSystem();
        String text = own.toAbsolutePath().toString();
        Optional<Node> found = follow
                ? FilePath.find(fileSystem.rootNode(), text, fileSystem.limits())
                : FilePath.findLink(fileSystem.rootNode(), text, fileSystem.limits());
        return found.orElseThrow(() -> new NoSuchFileException(path.toString()));
    }

    static boolean follows(LinkOption... options) {
        return !Arrays.asList(options).contains(LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        for (OpenOption option : options) {
            if (option != StandardOpenOption.READ && option != LinkOption.NOFOLLOW_LINKS) {
                throw new ReadOnlyFileSystemException();
            }
        }
        Node node = node(path, !options.contains(LinkOption.NOFOLLOW_LINKS));
        if (node.attributes().type() != FileType.REGULAR) {
            throw new FileSystemException(path.toString(), null, "is no file");
        }
        return new ContentChannel(node.open());
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        Node node = node(folder, true);
        if (node.attributes().type() != FileType.FOLDER) {
            throw new NotDirectoryException(folder.toString());
        }
        Limits limits = ImagePath.of(folder).getFileSystem().limits();
        // A folder that is in itself has paths without end, and nobody who walks them notices.
        if (folder.toAbsolutePath().getNameCount() > limits.depth()) {
            throw new LimitExceededException("folders are nested more than " + limits.depth() + " deep");
        }
        return FolderStream.of(folder, node, filter, limits);
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public void delete(Path path) {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public Path readSymbolicLink(Path link) throws IOException {
        Node node = node(link, false);
        if (node.attributes().type() != FileType.LINK) {
            throw new NotLinkException(link.toString());
        }
        String target = node.target();
        if (target.indexOf('\0') >= 0) {
            throw new FileSystemException(link.toString(), null, "leads to a name with a NUL, which no file has");
        }
        return ImagePath.parse(ImagePath.of(link).getFileSystem(), target);
    }

    @Override
    public boolean isSameFile(Path first, Path second) throws IOException {
        if (first.equals(second)) {
            return true;
        } else if (!first.getFileSystem().equals(second.getFileSystem())) {
            return false;
        }
        Node one = node(first, true);
        Node two = node(second, true);
        return one.attributes().id() == two.attributes().id()
                && one.attributes().type() == two.attributes().type();
    }

    @Override
    public boolean isHidden(Path path) {
        Path name = path.getFileName();
        return name != null && name.toString().startsWith(".");
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        node(path, true);
        return new ImageStore(ImagePath.of(path).getFileSystem());
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        Node node = node(path, true);
        for (AccessMode mode : modes) {
            boolean allowed = switch (mode) {
                case READ -> true;
                case WRITE -> false;
                case EXECUTE -> (node.attributes().permissions() & 0111) != 0;
            };
            if (!allowed) {
                throw new AccessDeniedException(path.toString());
            }
        }
    }

    @Override
    public <V extends FileAttributeView> @Nullable V getFileAttributeView(
            Path path, Class<V> type, LinkOption... options) {
        ImageAttributeView view = new ImageAttributeView(path, follows(options));
        if (type.isInstance(view)) {
            return type.cast(view);
        }
        ExtendedAttributeView extended = new ExtendedAttributeView(path, follows(options));
        return type.isInstance(extended) ? type.cast(extended) : null;
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        if (!type.isAssignableFrom(ImageAttributes.class)) {
            throw new UnsupportedOperationException("files in an image have no " + type.getSimpleName());
        }
        return type.cast(new ImageAttributes(node(path, follows(options)).attributes()));
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String names, LinkOption... options) throws IOException {
        return AttributeNames.read(node(path, follows(options)).attributes(), names);
    }
}
