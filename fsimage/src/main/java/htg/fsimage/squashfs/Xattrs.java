package htg.fsimage.squashfs;

import htg.fsimage.fs.Limits;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.LimitExceededException;
import htg.fsimage.volume.Names;
import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Extended attributes: sets of names and values, which inodes name by their place in a table. */
final class Xattrs {
    static final long NONE = 0xFFFFFFFFL;
    private static final int WIDTH = 16;
    private static final int ELSEWHERE = 0x100;
    private static final int LONGEST_VALUE = 64 << 10;
    private static final List<String> PREFIXES = List.of("user.", "trusted.", "security.");

    private final Superblock superblock;
    private final Metadata metadata;
    private final Packing packing;
    private final Limits limits;

    Xattrs(Superblock superblock, Metadata metadata, Packing packing, Limits limits) {
        this.superblock = superblock;
        this.metadata = metadata;
        this.packing = packing;
        this.limits = limits;
    }

    /** The set with a number. */
    Map<String, byte[]> read(long number) throws IOException {
        if (number == NONE || superblock.xattrs() < 0) {
            return Map.of();
        }
        Structure header = Structure.read(
                packing.volume(), "squashfs table of attributes", superblock.xattrs(), WIDTH, ByteOrder.LITTLE_ENDIAN);
        long start = header.u63(0, "its start");
        MetadataCursor entry = new Table(
                        packing.volume(),
                        metadata,
                        "squashfs table of attributes",
                        superblock.xattrs() + WIDTH,
                        header.u32(8),
                        WIDTH)
                .entry(number);
        long reference = entry.bits64();
        long count = entry.u32();
        return pairs(at(start, reference), count, start);
    }

    private MetadataCursor at(long start, long reference) throws CorruptFileSystemException {
        long block = reference >>> 16;
        if (start > superblock.used() || block > superblock.used()) {
            throw new CorruptFileSystemException("squashfs attributes", -1, "they are outside the file system");
        }
        return metadata.at("squashfs attributes", start + block, (int) (reference & 0xFFFF));
    }

    private Map<String, byte[]> pairs(MetadataCursor cursor, long count, long start) throws IOException {
        Map<String, byte[]> found = new LinkedHashMap<>();
        long room = limits.memory() / 4;
        for (long i = 0; i < count; i++) {
            int type = cursor.u16();
            String name = Names.decode(cursor.bytes(cursor.u16()));
            byte[] value = value(cursor);
            if ((type & ELSEWHERE) != 0) {
                value = elsewhere(value, cursor, start);
            }
            room -= value.length + name.length() + 64L;
            if (room < 0) {
                throw new LimitExceededException("the attributes of one file need more memory than is allowed");
            }
            int prefix = type & 0xFF;
            if (prefix < PREFIXES.size()) {
                found.put(PREFIXES.get(prefix) + name, value);
            }
        }
        return found;
    }

    private static byte[] value(MetadataCursor cursor) throws IOException {
        long length = cursor.u32();
        if (length > LONGEST_VALUE) {
            throw cursor.corrupt("an attribute has " + length + " bytes");
        }
        return cursor.bytes((int) length);
    }

    /** A value that several files have is stored once. */
    private byte[] elsewhere(byte[] reference, MetadataCursor from, long start) throws IOException {
        if (reference.length != Long.BYTES) {
            throw from.corrupt("the place of an attribute has " + reference.length + " bytes");
        }
        long place = Structure.of("squashfs attribute", -1, reference, ByteOrder.LITTLE_ENDIAN)
                .bits64(0);
        return value(at(start, place));
    }
}
