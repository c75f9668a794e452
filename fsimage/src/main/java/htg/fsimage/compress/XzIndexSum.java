package htg.fsimage.compress;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** What the index of a .xz stream must say of its blocks, without keeping a list: hostile files have millions of them. */
final class XzIndexSum {
    private final CRC32 sum = new CRC32();
    private long blocks;
    private long packed;
    private long unpacked;

    void add(long blockPacked, long blockUnpacked) {
        blocks++;
        packed += blockPacked;
        unpacked += blockUnpacked;
        sum.update(ByteBuffer.allocate(16).putLong(0, blockPacked).putLong(8, blockUnpacked));
    }

    long blocks() {
        return blocks;
    }

    boolean matches(XzIndexSum other) {
        return blocks == other.blocks
                && packed == other.packed
                && unpacked == other.unpacked
                && sum.getValue() == other.sum.getValue();
    }
}
