package htg.fsimage.compress;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.UnsupportedFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The filters of the .xz format besides LZMA2 (.xz file format, section 5.3). */
final class Filters {
    private Filters() {}

    /** The data before a filter changed it. */
    static InputStream undo(long id, byte[] properties, InputStream stream) throws IOException {
        if (id == 3) {
            require(properties.length == 1);
            return new DeltaInputStream(stream, Byte.toUnsignedInt(properties[0]) + 1);
        }
        BranchFilter filter = branch(id);
        int start = 0;
        if (properties.length > 0) {
            require(properties.length == 4);
            start = ByteBuffer.wrap(properties).order(ByteOrder.LITTLE_ENDIAN).getInt();
            require(start % filter.alignment() == 0);
        }
        return new BranchInputStream(stream, filter, start);
    }

    private static BranchFilter branch(long id) throws UnsupportedFormatException {
        if (id < 4 || id > 0xB) {
            throw new UnsupportedFormatException("xz filter %02x is not read".formatted(id));
        }
        return switch ((int) id) {
            case 4 -> new X86Filter();
            case 5 -> new WordFilter(WordFilter.Machine.POWERPC);
            case 6 -> new Ia64Filter();
            case 7 -> new WordFilter(WordFilter.Machine.ARM);
            case 8 -> new ThumbFilter();
            case 9 -> new WordFilter(WordFilter.Machine.SPARC);
            case 10 -> new WordFilter(WordFilter.Machine.ARM64);
            default -> throw new UnsupportedFormatException("the xz filter for RISC-V is not read");
        };
    }

    private static void require(boolean sound) throws CorruptFileSystemException {
        XzSource.require(sound, "a filter has wrong properties");
    }
}
