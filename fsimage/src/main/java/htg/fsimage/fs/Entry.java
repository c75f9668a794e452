package htg.fsimage.fs;

import java.io.IOException;

/** A name in a folder. */
public interface Entry {
    /** Never empty, {@code .} or {@code ..}, and without {@code /} and NUL; see {@link htg.fsimage.volume.Names}. */
    String name();

    /** What the folder says it is; {@link FileType#UNKNOWN} where only the node says. */
    FileType type();

    /** What the name stands for. */
    Node node() throws IOException;
}
