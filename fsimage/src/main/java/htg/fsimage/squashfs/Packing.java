package htg.fsimage.squashfs;

import htg.fsimage.compress.Decompressor;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads blocks that are packed, or stored as they are where that is shorter. */
final class Packing {
    private final Volume volume;
    private final Decompressor decompressor;

    Packing(Volume volume, Decompressor decompressor) {
        this.volume = volume;
        this.decompressor = decompressor;
    }

    Volume volume() {
        return volume;
    }

    /**
     * Reads a block.
     *
     * @param what names it in errors
     * @param place where it is in the volume
     * @param length how many bytes it has there
     * @param most how many bytes it may have
     * @return how many bytes it has
     */
    int read(String what, long place, int length, boolean stored, byte[] into, int offset, int most)
            throws IOException {
        if (length > most || length <= 0) {
            throw new CorruptFileSystemException(what, place, "it is stored in " + length + " bytes");
        } else if (place < 0 || place > volume.size() - length) {
            throw new CorruptFileSystemException(what, place, "its " + length + " bytes leave the volume");
        } else if (stored) {
            volume.read(place, ByteBuffer.wrap(into, offset, length));
            return length;
        }
        return unpack(what, place, volume.read(place, length), 0, length, into, offset, most);
    }

    /** Unpacks bytes that are already read. */
    int unpack(String what, long place, byte[] packed, int from, int length, byte[] into, int offset, int most)
            throws IOException {
        try {
            return decompressor.unpack(packed, from, length, into, offset, most);
        } catch (CorruptFileSystemException damaged) {
            throw new CorruptFileSystemException(what, place, String.valueOf(damaged.getMessage()));
        }
    }
}
