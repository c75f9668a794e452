package htg.fsimage.btrfs;

import htg.fsimage.compress.Lzo;
import htg.fsimage.compress.Zlib;
import htg.fsimage.compress.Zstd;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import htg.fsimage.volume.UnsupportedFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How extents are packed. */
enum Packing {
    NONE,
    ZLIB,
    LZO,
    ZSTD;

    private static final Zlib UNZLIB = new Zlib();
    private static final Lzo UNLZO = new Lzo();
    private static final Zstd UNZSTD = new Zstd();

    static Packing of(int number, Structure item) throws UnsupportedFormatException {
        if (number >= values().length) {
            throw new UnsupportedFormatException(item.name() + " is packed with unknown method " + number);
        }
        return values()[number];
    }

    /**
     * Unpacks what is stored. Bytes behind what it gives stay as they are: an extent that is not full ends with zeros.
     *
     * @param stored all stored bytes
     */
    void unpack(byte[] stored, byte[] plain, int sectorSize) throws IOException {
        int count = switch (this) {
            case NONE -> Math.min(stored.length, plain.length);
            case ZLIB -> UNZLIB.unpack(stored, 0, stored.length, plain, 0, plain.length);
            case LZO -> unpackSegments(stored, plain, sectorSize);
            case ZSTD -> UNZSTD.unpack(stored, 0, stored.length, plain, 0, plain.length);
        };
        if (this == NONE) {
            System.arraycopy(stored, 0, plain, 0, count);
        } else {
            java.util.Arrays.fill(plain, count, plain.length, (byte) 0);
        }
    }

    /**
     * LZO knows no lengths, so each sector is a stream with its length before it, and the length of all before the first. A length does
     * not lie across the end of a sector.
     */
    private static int unpackSegments(byte[] stored, byte[] plain, int sectorSize) throws IOException {
        ByteBuffer fields = ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN);
        require(stored.length >= 4, "there is no length");
        long end = Integer.toUnsignedLong(fields.getInt(0));
        require(end <= stored.length, "its " + end + " bytes are more than are stored");
        int at = 4;
        int out = 0;
        while (at + 4 <= end && out < plain.length) {
            int left = sectorSize - at % sectorSize;
            if (left < 4) {
                at += left;
            }
            require(at + 4 <= end, "a stream's length is missing");
            long length = Integer.toUnsignedLong(fields.getInt(at));
            at += 4;
            require(length > 0 && length <= end - at, "a stream of " + length + " bytes leaves it");
            out += UNLZO.unpack(stored, at, (int) length, plain, out, Math.min(sectorSize, plain.length - out));
            at += (int) length;
        }
        return out;
    }

    private static void require(boolean sound, String problem) throws CorruptFileSystemException {
        if (!sound) {
            throw new CorruptFileSystemException("btrfs LZO extent", -1, problem);
        }
    }
}
