package htg.fsimage.squashfs;

import htg.fsimage.squashfs.BlockCache.Block;
import htg.fsimage.volume.CorruptFileSystemException;
import java.io.IOException;

/** Reads numbers and bytes from metadata, on into the next block where one ends. Not safe for several threads. */
final class MetadataCursor {
    /** Where something begins: a block's place in the volume, and bytes into what it unpacks to. */
    record Position(long place, int offset) {}

    private final Metadata metadata;
    private final String what;
    private long place;
    private int offset;
    private byte[] bytes = new byte[0];
    private long next = -1;

    MetadataCursor(Metadata metadata, String what, long place, int offset) {
        this.metadata = metadata;
        this.what = what;
        this.place = place;
        this.offset = offset;
    }

    /** Where it is now. */
    Position position() {
        return new Position(place, offset);
    }

    int u16() throws IOException {
        int low = u8();
        return low | (u8() << 8);
    }

    int s16() throws IOException {
        return (short) u16();
    }

    int s32() throws IOException {
        int low = u16();
        return low | (u16() << 16);
    }

    long u32() throws IOException {
        return Integer.toUnsignedLong(s32());
    }

    long bits64() throws IOException {
        long low = u32();
        return low | (u32() << 32);
    }

    byte[] bytes(int length) throws IOException {
        byte[] all = new byte[length];
        int have = 0;
        while (have < length) {
            require();
            int count = Math.min(length - have, bytes.length - offset);
            System.arraycopy(bytes, offset, all, have, count);
            have += count;
            offset += count;
        }
        return all;
    }

    /** Passes over so many bytes. */
    void skip(long length) throws IOException {
        long left = length;
        while (left > 0) {
            require();
            int count = (int) Math.min(left, bytes.length - offset);
            offset += count;
            left -= count;
        }
    }

    private int u8() throws IOException {
        if (offset >= bytes.length) {
            require();
        }
        return Byte.toUnsignedInt(bytes[offset++]);
    }

    /** Makes sure that there is at least one byte. */
    private void require() throws IOException {
        if (next < 0) {
            load(place);
            if (offset > bytes.length) {
                throw corrupt("it begins behind the end of its metadata block");
            }
        }
        if (offset == bytes.length) {
            load(next);
            offset = 0;
        }
    }

    private void load(long from) throws IOException {
        Block block = metadata.block(what, from);
        place = from;
        bytes = block.bytes();
        next = block.next();
    }

    CorruptFileSystemException corrupt(String problem) {
        return new CorruptFileSystemException(what, place, problem);
    }
}
