package htg.fsimage.btrfs;

import htg.fsimage.volume.Structure;
import htg.fsimage.volume.UnsupportedFormatException;
import java.io.IOException;

/**
 * A part of a file.
 *
 * @param start its first byte in the file
 * @param end the first byte of the file behind it
 * @param kind how it is stored
 * @param packing how it is packed
 * @param address where its stored bytes are; of no meaning for holes and inline data
 * @param storedLength how many there are
 * @param plainLength how many there are unpacked
 * @param skipped how many of these come before its first
 * @param item for inline data: the item that holds it
 */
record FileExtent(
        long start,
        long end,
        Kind kind,
        Packing packing,
        long address,
        long storedLength,
        long plainLength,
        long skipped,
        Structure item) {
    /** How a part of a file is stored. */
    enum Kind {
        HOLE,
        INLINE,
        REGULAR
    }

    /** No one packs more than 128 KiB at a time; this leaves room for who may. */
    private static final int LARGEST_PACKED = 1 << 20;

    static final int INLINE_HEADER = 21;
    private static final Structure NOTHING =
            Structure.of("btrfs hole", -1, new byte[0], java.nio.ByteOrder.LITTLE_ENDIAN);

    static FileExtent hole(long start, long end) {
        return new FileExtent(start, end, Kind.HOLE, Packing.NONE, 0, 0, 0, 0, NOTHING);
    }

    static FileExtent parse(long start, int sectorSize, Structure item) throws IOException {
        if (item.u8(17) != 0 || item.u16(18) != 0) {
            throw new UnsupportedFormatException(item.name() + " is encrypted or encoded, which is not read");
        }
        item.require(start >= 0, "it begins beyond all files");
        Packing packing = Packing.of(item.u8(16), item);
        return switch (item.u8(20)) {
            case 0 -> inline(start, packing, item);
            case 1 -> regular(start, packing, sectorSize, item);
            case 2 -> hole(start, end(start, item.u63(45, "length"), item));
            default -> throw item.corrupt("its type is " + item.u8(20));
        };
    }

    private static long end(long start, long length, Structure item) throws IOException {
        item.require(length <= Long.MAX_VALUE - start, "it ends beyond all files");
        return start + length;
    }

    private static FileExtent inline(long start, Packing packing, Structure item) throws IOException {
        long stored = (long) item.length() - INLINE_HEADER;
        long plain = packing == Packing.NONE ? stored : item.u63(8, "length");
        item.require(stored >= 0 && plain <= LARGEST_PACKED, "its " + plain + " bytes are inline");
        return new FileExtent(start, end(start, plain, item), Kind.INLINE, packing, 0, stored, plain, 0, item);
    }

    private static FileExtent regular(long start, Packing packing, int sectorSize, Structure item) throws IOException {
        long address = item.u63(21, "address");
        long stored = item.u63(29, "stored length");
        long skipped = item.u63(37, "offset");
        long length = item.u63(45, "length");
        if (address == 0) {
            return hole(start, end(start, length, item));
        }
        long plain = packing == Packing.NONE ? stored : item.u63(8, "unpacked length");
        item.require((address | stored | skipped) % sectorSize == 0, "it does not begin and end with a sector");
        item.require(skipped <= plain && length <= plain - skipped, "it is longer than what is stored");
        item.require(
                packing == Packing.NONE || (stored <= LARGEST_PACKED && plain <= LARGEST_PACKED),
                plain + " bytes are packed in one piece");
        item.require(stored <= Long.MAX_VALUE - address, "it ends beyond all addresses");
        return new FileExtent(
                start, end(start, length, item), Kind.REGULAR, packing, address, stored, plain, skipped, item);
    }

    boolean contains(long offset) {
        return offset >= start && offset < end;
    }
}
