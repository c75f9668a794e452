package htg.fsimage.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import java.util.Map;

/** The extended attributes of one path whose names begin with {@code user.}. */
record ExtendedAttributeView(Path path, boolean follow) implements UserDefinedFileAttributeView {
    private static final String PREFIX = "user.";

    private Map<String, byte[]> all() throws IOException {
        return ImageProvider.node(path, follow).extendedAttributes();
    }

    private byte[] value(String name) throws IOException {
        byte[] value = all().get(PREFIX + name);
        if (value == null) {
            throw new FileSystemException(path.toString(), null, "has no attribute " + name);
        }
        return value;
    }

    @Override
    public String name() {
        return "user";
    }

    @Override
    public List<String> list() throws IOException {
        return all().keySet().stream()
                .filter(name -> name.startsWith(PREFIX))
                .map(name -> name.substring(PREFIX.length()))
                .sorted()
                .toList();
    }

    @Override
    public int size(String name) throws IOException {
        return value(name).length;
    }

    @Override
    public int read(String name, ByteBuffer into) throws IOException {
        byte[] value = value(name);
        if (value.length > into.remaining()) {
            throw new FileSystemException(path.toString(), null, "has more in " + name + " than was asked for");
        }
        into.put(value);
        return value.length;
    }

    @Override
    public int write(String name, ByteBuffer from) {
        throw new ReadOnlyFileSystemException();
    }

    @Override
    public void delete(String name) {
        throw new ReadOnlyFileSystemException();
    }
}
