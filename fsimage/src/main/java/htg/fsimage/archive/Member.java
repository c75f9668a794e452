package htg.fsimage.archive;

import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.Content;
import java.io.IOException;
import java.util.Map;

/** What an archive says of one member. */
public interface Member {
    /** All but the number of links and the id, which the index knows. */
    Attributes attributes();

    /** The content of a file. */
    Content open() throws IOException;

    /** Where a symbolic link leads. */
    String target() throws IOException;

    /** Its extended attributes by full name. */
    Map<String, byte[]> extendedAttributes() throws IOException;

    /** Reads members. */
    @FunctionalInterface
    interface Reader {
        /** The member that begins at this byte of the volume. */
        Member read(long place) throws IOException;
    }
}
