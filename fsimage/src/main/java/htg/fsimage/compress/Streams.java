package htg.fsimage.compress;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.ImageFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Unpacks in memory with what unpacks streams. */
final class Streams {
    private Streams() {}

    /** Reads a stream to its end into an array; returns how many bytes it had. */
    static int drain(InputStream stream, String what, byte[] output, int offset, int length)
            throws ImageFormatException {
        try {
            int count = stream.readNBytes(output, offset, length);
            if (count == length && stream.read() >= 0) {
                throw new CorruptFileSystemException(what, -1, "it unpacks to more than " + length + " bytes");
            }
            return count;
        } catch (ImageFormatException damaged) {
            throw damaged;
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory cannot fail", impossible);
        }
    }
}
