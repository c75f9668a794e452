package htg.fsimage.fs;

import java.io.IOException;
import java.util.Optional;

/**
 * Finds and opens one kind of file system. Found by {@link java.util.ServiceLoader}: a jar with an implementation, named in {@code
 * META-INF/services/htg.fsimage.fs.FileSystemProvider}, adds it. Has no state.
 */
public interface FileSystemProvider {
    /** How many bytes from the start of a volume {@link #probe} sees, fewer of a smaller volume. */
    int PROBE_LENGTH = (256 + 8) << 10;

    /** The name of its kind, for {@code --file-systems} and messages, such as {@code ext}. */
    String name();

    /** Looks at the first bytes of a volume; empty when they are none of its kind. Never throws for their sake. */
    Optional<Signature> probe(byte[] start);

    /**
     * Opens what {@link #probe} has recognized.
     *
     * @throws htg.fsimage.volume.CorruptFileSystemException when it is too damaged for that
     * @throws htg.fsimage.volume.UnsupportedFormatException when it has a feature without which it would be misread
     */
    FileSystem open(OpenRequest request) throws IOException;

    /** Whether it is left out where nobody watches, unless it is asked for by name: GRUB too has none of these under lockdown. */
    default boolean onlyByName() {
        return false;
    }
}
