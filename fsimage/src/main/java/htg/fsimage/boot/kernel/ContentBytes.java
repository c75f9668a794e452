package htg.fsimage.boot.kernel;

import htg.fsimage.fs.Content;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Structures out of a file. */
final class ContentBytes {
    private static final int LONGEST = 4 << 20;

    private ContentBytes() {}

    /** A structure of a known size. */
    static Structure read(Content content, String name, long offset, long length, ByteOrder order) throws IOException {
        if (offset < 0
                || length < 0
                || length > LONGEST
                || offset > content.size()
                || length > content.size() - offset) {
            throw new CorruptFileSystemException(
                    name, offset, "its " + length + " bytes leave the file of " + content.size() + " bytes");
        }
        byte[] bytes = new byte[(int) length];
        ByteBuffer into = ByteBuffer.wrap(bytes);
        while (into.hasRemaining()) {
            if (content.read(offset + into.position(), into) <= 0) {
                throw new CorruptFileSystemException(name, offset, "the file ends early");
            }
        }
        return Structure.of(name, offset, bytes, order);
    }

    /** The first bytes of a file, fewer of a shorter one. */
    static Structure start(Content content, String name, int length) throws IOException {
        return read(content, name, 0, Math.min(length, content.size()), ByteOrder.LITTLE_ENDIAN);
    }
}
