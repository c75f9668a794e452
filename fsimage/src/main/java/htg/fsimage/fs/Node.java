package htg.fsimage.fs;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A file, folder, link or device in a file system, whatever its names. Safe for several threads at once. */
public interface Node {
    Attributes attributes();

    /**
     * Gives all entries of a folder but {@code .} and {@code ..} to a visitor, in the order in which they are stored, without keeping
     * them.
     *
     * @throws NotDirectoryException when it is none
     */
    default void list(EntryVisitor visitor) throws IOException {
        throw new NotDirectoryException(toString());
    }

    /**
     * What a name in a folder stands for; empty where it is not there.
     *
     * @throws NotDirectoryException when it is no folder
     */
    default Optional<Node> child(String name) throws IOException {
        List<Node> found = new ArrayList<>();
        list(entry -> {
            if (!entry.name().equals(name)) {
                return true;
            }
            found.add(entry.node());
            return false;
        });
        return found.stream().findFirst();
    }

    /**
     * The content of a file.
     *
     * @throws FileSystemException when it is no file
     */
    default Content open() throws IOException {
        throw new FileSystemException(toString(), null, "is no file");
    }

    /**
     * Where a symbolic link leads, as it is stored.
     *
     * @throws NotLinkException when it is none
     */
    default String target() throws IOException {
        throw new NotLinkException(toString());
    }

    /** Its extended attributes by full name, such as {@code user.comment} or {@code security.selinux}. */
    default Map<String, byte[]> extendedAttributes() throws IOException {
        return Map.of();
    }
}
