package htg.fsimage.iso;

import htg.fsimage.fs.Content;
import htg.fsimage.fs.Limits;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import htg.fsimage.volume.UnsupportedFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A file that mkzftree or xorriso packed: a header, a table of where each block begins, and blocks packed by zlib, of which empty ones are
 * zeros (zisofs format, versions 1 and 2). Keeps one unpacked block.
 */
final class ZisofsContent implements Content {
    private static final byte[] MAGIC = {0x37, (byte) 0xE4, 0x53, (byte) 0x96, (byte) 0xC9, (byte) 0xDB, (byte) 0xD6, 7
    };

    private static final byte[] SECOND_MAGIC = {
        (byte) 0xEF, 0x22, 0x55, (byte) 0xA1, (byte) 0xBC, 0x1B, (byte) 0x95, (byte) 0xA0
    };
    private static final int ZLIB = 1;

    private final Content packed;
    private final Limits limits;
    private final Pointers pointers;
    private final long size;
    private final byte[] block;
    private long loaded = -1;

    /** Where blocks begin, in numbers of 4 or 8 bytes. */
    private record Pointers(Structure table, int width) {
        long at(long number) throws CorruptFileSystemException {
            int place = (int) number * width;
            return width == Integer.BYTES ? table.u32(place) : table.u63(place, "where a block begins");
        }
    }

    private ZisofsContent(Content packed, Limits limits, Pointers pointers, long size, byte[] block) {
        this.packed = packed;
        this.limits = limits;
        this.pointers = pointers;
        this.size = size;
        this.block = block;
    }

    /** What the size of a file is that is packed as its entry says; version 2 has 64 bits for it, and those once. */
    static long size(Structure entry) throws IOException {
        return isFirst(entry) ? BothEndian.u32(entry, 8, "the size") : entry.u63(8, "the size");
    }

    private static boolean isFirst(Structure entry) {
        return entry.has(4, (byte) 'p', (byte) 'z');
    }

    /**
     * Unpacks a file.
     *
     * @param entry its ZF or Z2 entry
     * @throws UnsupportedFormatException when it is packed in another way
     */
    static ZisofsContent open(Content packed, Structure entry, Limits limits) throws IOException {
        boolean first = isFirst(entry);
        if (!first && !entry.has(4, (byte) 'P', (byte) 'Z')) {
            throw new UnsupportedFormatException(
                    "a file is packed by zisofs in the way " + entry.text(4, 2) + "; only pz and PZ are read");
        }
        long size = size(entry);
        int headerLength = entry.u8(6) * 4;
        int shift = entry.u8(7);
        entry.require(shift >= 12 && shift <= 20, "blocks of 2 to the power of " + shift + " bytes");
        Structure header = read(packed, limits, 0, headerLength, "zisofs header");
        boolean same = first ? isFirst(header, size, shift) : isSecond(header, size, shift);
        header.require(same, "it has another magic number, or differs from the entry in its folder");
        int width = first ? Integer.BYTES : Long.BYTES;
        long count = size == 0 ? 0 : ((size - 1) >> shift) + 1;
        Structure table = read(packed, limits, headerLength, (count + 1) * width, "zisofs block table");
        byte[] block = limits.allocate(1L << shift, "a zisofs block");
        return new ZisofsContent(packed, limits, new Pointers(table, width), size, block);
    }

    private static boolean isFirst(Structure header, long size, int shift) throws CorruptFileSystemException {
        return header.has(0, MAGIC) && header.u32(8) == size && header.u8(13) == shift;
    }

    private static boolean isSecond(Structure header, long size, int shift) throws CorruptFileSystemException {
        return header.has(0, SECOND_MAGIC)
                && header.u8(8) == 0
                && header.u8(10) == ZLIB
                && header.u8(11) == shift
                && header.bits64(12) == size;
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
        long start = pointers.at(number);
        long end = pointers.at(number + 1);
        pointers.table()
                .require(
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
