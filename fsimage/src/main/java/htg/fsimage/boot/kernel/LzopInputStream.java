package htg.fsimage.boot.kernel;

import htg.fsimage.compress.Lzo;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.UnsupportedFormatException;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Checksum;

/**
 * What a file of the program {@code lzop} holds, which packs kernels by LZO: a header, and blocks with their checksums. Those of the
 * unpacked blocks are verified. Not safe for several threads.
 */
final class LzopInputStream extends InputStream {
    private static final int MAGIC = 9;
    private static final int LARGEST_BLOCK = 8 << 20;
    private static final int ADLER_OF_DATA = 1;
    private static final int ADLER_OF_PACKED = 2;
    private static final int CRC_OF_DATA = 0x100;
    private static final int CRC_OF_PACKED = 0x200;
    private static final int EXTRA_FIELD = 0x40;
    private static final int FILTER = 0x800;

    private final DataInputStream source;
    private final Lzo lzo = new Lzo();
    private byte[] block = new byte[0];
    private int filled;
    private int taken;
    private int flags;
    private boolean started;
    private boolean ended;

    LzopInputStream(InputStream source) {
        this.source = new DataInputStream(source);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (!started) {
            header();
            started = true;
        }
        while (taken == filled) {
            if (ended || !nextBlock()) {
                return -1;
            }
        }
        int count = Math.min(length, filled - taken);
        System.arraycopy(block, taken, into, offset, count);
        taken += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private void header() throws IOException {
        source.skipNBytes(MAGIC);
        int version = source.readUnsignedShort();
        boolean current = version >= 0x940;
        // The library's version, and which version it takes to unpack.
        source.skipNBytes(current ? 4 : 2);
        int method = source.readUnsignedByte();
        if (method < 1 || method > 3) {
            throw new UnsupportedFormatException("lzop's method " + method + " is not unpacked");
        }
        source.skipNBytes(current ? 1 : 0);
        flags = source.readInt();
        if ((flags & (FILTER | EXTRA_FIELD)) != 0) {
            throw new UnsupportedFormatException("lzop's filters and extra fields are not read");
        }
        // Mode and time of the file, its name, the header's checksum.
        source.skipNBytes(current ? 12 : 8);
        source.skipNBytes(source.readUnsignedByte() + 4L);
    }

    private boolean nextBlock() throws IOException {
        int size = source.readInt();
        if (size == 0) {
            ended = true;
            return false;
        }
        int packed = source.readInt();
        require(
                size > 0 && size <= LARGEST_BLOCK && packed > 0 && packed <= size,
                "it has a block of " + size + " bytes");
        int adler = has(ADLER_OF_DATA) ? source.readInt() : 0;
        int crc = has(CRC_OF_DATA) ? source.readInt() : 0;
        if (packed < size) {
            source.skipNBytes((has(ADLER_OF_PACKED) ? 4 : 0) + (has(CRC_OF_PACKED) ? 4 : 0));
        }
        byte[] bytes = source.readNBytes(packed);
        require(bytes.length == packed, "it is cut off");
        if (packed == size) {
            block = bytes;
        } else {
            block = block.length < size ? new byte[size] : block;
            require(lzo.unpack(bytes, 0, packed, block, 0, size) == size, "a block has another size than it says");
        }
        filled = size;
        taken = 0;
        verify(has(ADLER_OF_DATA), new Adler32(), adler);
        verify(has(CRC_OF_DATA), new CRC32(), crc);
        return true;
    }

    private boolean has(int flag) {
        return (flags & flag) != 0;
    }

    private void verify(boolean wanted, Checksum sum, int stored) throws CorruptFileSystemException {
        sum.update(block, 0, filled);
        require(!wanted || (int) sum.getValue() == stored, "a block fails its checksum");
    }

    private static void require(boolean sound, String problem) throws CorruptFileSystemException {
        if (!sound) {
            throw new CorruptFileSystemException("lzop file", -1, problem);
        }
    }
}
