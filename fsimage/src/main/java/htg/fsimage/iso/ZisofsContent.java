package htg.fsimage.iso;

import htg.fsimage.fs.Content;
import htg.fsimage.fs.Limits;
import htg.fsimage.volume.Structure;
import htg.fsimage.volume.UnsupportedFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A file that mkzftree packed: a header, a table of where each block begins, and blocks packed by zlib, of which empty ones are zeros
 * (zisofs format, version 1). Keeps one unpacked block.
 */
final class ZisofsContent implements Content {
    private static final byte[] MAGIC = {0x37, (byte) 0xE4, 0x53, (byte) 0x96, (byte) 0xC9, (byte) 0xDB, (byte) 0xD6, 7
    };

    private final Content packed;
    private final Limits limits;
    private final Structure pointers;
    private final long size;
    private final byte[] block;
    private long loaded = -1;

    private ZisofsContent(Content packed, Limits limits, Structure pointers, long size, byte[] block) {
        this.packed = packed;
        this.limits = limits;
        this.pointers = pointers;
        this.size = size;
        this.block = block;
    }

    /** What the size of a file is that is packed as its ZF entry says; version 2 has 64 bits for it, and those once. */
    static long size(Structure entry) throws IOException {
        return isVersion1(entry) ? BothEndian.u32(entry, 8, "the size") : entry.u63(8, "the size");
    }

    private static boolean isVersion1(Structure entry) {
        return entry.has(4, (byte) 'p', (byte) 'z');
    }

    /**
     * Unpacks a file.
     *
     * @param entry its ZF entry
     * @throws UnsupportedFormatException when it is packed in another way
     */
    static ZisofsContent open(Content packed, Structure entry, Limits limits) throws IOException {
        if (!isVersion1(entry)) {
            throw new UnsupportedFormatException(
                    "a file is packed by zisofs in the way " + entry.text(4, 2) + "; only pz is read");
        }
        long size = size(entry);
        int headerLength = entry.u8(6) * 4;
        int shift = entry.u8(7);
        entry.require(shift >= 12 && shift <= 20, "blocks of 2 to the power of " + shift + " bytes");
        Structure header = read(packed, limits, 0, headerLength, "zisofs header");
        header.require(header.has(0, MAGIC), "it has another magic number");
        header.require(header.u32(8) == size && header.u8(13) == shift, "it differs from the ZF entry");
        long count = (size + (1L << shift) - 1) >> shift;
        Structure table = read(packed, limits, headerLength, (count + 1) * 4, "zisofs block table");
        return new ZisofsContent(packed, limits, table, size, limits.allocate(1L << shift, "a zisofs block"));
    }

    private static Structure read(Content from, Limits limits, long offset, long length, String name)
            throws IOException {
        Structure whole = Structure.of(name, -1, new byte[0], ByteOrder.LITTLE_ENDIAN);
        whole.require(length >= 0 && length <= from.size() - offset, "it leaves its file of " + from.size() + " bytes");
        byte[] bytes = limits.allocate(length, name);
        ByteBuffer into = ByteBuffer.wrap(bytes);
        while (into.hasRemaining()) {
            from.read(offset + into.position(), into);
        }
        return Structure.of(name, -1, bytes, ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int read(long offset, ByteBuffer into) throws IOException {
        long number = offset / block.length;
        if (number != loaded) {
            load(number);
        }
        int within = (int) (offset % block.length);
        int count = (int) Math.min(Math.min(block.length - within, size - offset), into.remaining());
        into.put(block, within, count);
        return count;
    }

    private void load(long number) throws IOException {
        loaded = -1;
        long start = pointers.u32((int) number * 4);
        long end = pointers.u32((int) number * 4 + 4);
        pointers.require(
                start <= end && end - start <= 2L * block.length, "block " + number + " ends before it begins");
        int length = (int) Math.min(block.length, size - number * block.length);
        if (start == end) {
            Arrays.fill(block, (byte) 0);
        } else {
            inflate(read(packed, limits, start, end - start, "zisofs block " + number), length);
        }
        loaded = number;
    }

    private void inflate(Structure from, int length) throws IOException {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(from.bytes());
            int done = 0;
            while (done < length && !inflater.finished()) {
                int count = inflater.inflate(block, done, length - done);
                from.require(count > 0, "it is cut off");
                done += count;
            }
            // The checksum is known to be right only at the end of the stream.
            from.require(
                    done == length && inflater.inflate(new byte[1]) == 0 && inflater.finished(),
                    "it has another length");
        } catch (DataFormatException damaged) {
            throw from.corrupt("it cannot be unpacked");
        } finally {
            inflater.end();
        }
    }
}
