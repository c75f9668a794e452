package htg.fsimage.compress;

import htg.fsimage.volume.CorruptFileSystemException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What LZ4 frames hold (LZ4 Frame Format Description), one after the other, whatever is to be skipped between them left out; of the
 * current kind, whose checksums are verified, and of the legacy kind that Linux kernels and ramdisks use. Takes up to 17 MB of memory.
 * Not safe for several threads.
 */
public final class Lz4InputStream extends PackedInputStream {
    private static final int CURRENT = 0x184D2204;
    private static final int LEGACY = 0x184C2102;
    private static final int SKIPPABLE = 0x184D2A50;
    private static final int SKIPPABLE_MASK = 0xFFFFFFF0;

    private final Lz4Source source;
    private @Nullable Lz4Frame frame;
    private boolean any;

    /** Reads nothing yet. Closing it closes the source. */
    public Lz4InputStream(InputStream source) {
        this.source = new Lz4Source(new BufferedInputStream(source, 64 << 10));
    }

    @Override
    int piece(byte[] into, int offset, int length) throws IOException {
        while (frame != null || nextFrame()) {
            int count = Objects.requireNonNull(frame).read(into, offset, length);
            if (count > 0) {
                return count;
            }
            frame = null;
        }
        return -1;
    }

    private boolean nextFrame() throws IOException {
        while (!any || !source.atEnd()) {
            any = true;
            int magic = source.s32();
            if (magic == CURRENT) {
                frame = new Lz4CurrentFrame(source);
                return true;
            } else if (magic == LEGACY) {
                frame = new Lz4LegacyFrame(source);
                return true;
            } else if ((magic & SKIPPABLE_MASK) != SKIPPABLE) {
                throw new CorruptFileSystemException("LZ4 frame", -1, "%08x begins none".formatted(magic));
            }
            source.skip(Integer.toUnsignedLong(source.s32()));
        }
        return false;
    }

    /** Whether a frame of a kind that is not skipped begins with this number. */
    static boolean begins(int magic) {
        return magic == CURRENT || magic == LEGACY || (magic & SKIPPABLE_MASK) == SKIPPABLE;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
