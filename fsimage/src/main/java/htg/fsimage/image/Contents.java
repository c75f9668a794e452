package htg.fsimage.image;

import htg.fsimage.fs.FileSystemProvider;
import htg.fsimage.fs.Signature;

/** What a volume holds. */
public sealed interface Contents permits Contents.Openable, Recognized, Contents.Unknown {
    /** Its type as {@code blkid} knows it; empty where it is not known. */
    String type();

    /**
     * A file system that can be opened.
     *
     * @param provider what opens it
     * @param signature what it was recognized by
     */
    record Openable(FileSystemProvider provider, Signature signature) implements Contents {
        @Override
        public String type() {
            return signature.type();
        }
    }

    /** Nothing that is known, or nothing at all. */
    record Unknown() implements Contents {
        @Override
        public String type() {
            return "";
        }
    }
}
