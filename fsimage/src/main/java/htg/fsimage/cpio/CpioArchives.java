package htg.fsimage.cpio;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/**
 * The archives in a ramdisk, gone through as the kernel does it: one behind the other, with zeros between; the last may be
 * packed, and is then up to the caller. What is in memory is one buffer, however large the ramdisk is. Not thread-safe.
 */
public final class CpioArchives {
    private static final int BUFFER = 32 << 10;

    private final PushbackInputStream source;

    /** Nothing is read yet. The stream is the caller's to close. */
    public CpioArchives(InputStream ramdisk) {
        this.source = new PushbackInputStream(new BufferedInputStream(ramdisk, BUFFER), CpioEntry.MAGIC_LENGTH);
    }

    /** What is done with an entry. */
    public interface Visitor {
        /** Reads all of the entry's content from {@code content}, and nothing else. */
        void visit(CpioEntry entry, InputStream content) throws IOException;
    }

    /**
     * Goes on as long as there are entries.
     *
     * @return the first bytes of what then begins, which are still to be read from {@link #rest}; nothing at the end
     * @throws htg.fsimage.volume.ImageFormatException when an archive is damaged or cut off
     */
    public byte[] visit(Visitor visitor) throws IOException {
        byte[] magic = magic();
        while (CpioEntry.starts(magic)) {
            visitor.visit(CpioEntry.read(source), source);
            magic = magic();
        }
        return magic;
    }

    /** What is behind the entries. */
    public InputStream rest() {
        return source;
    }

    /** The first bytes behind any zeros, which are left in the source. */
    private byte[] magic() throws IOException {
        int first = source.read();
        while (first == 0) {
            first = source.read();
        }
        if (first < 0) {
            return new byte[0];
        }
        source.unread(first);
        byte[] magic = source.readNBytes(CpioEntry.MAGIC_LENGTH);
        source.unread(magic);
        return magic;
    }
}
