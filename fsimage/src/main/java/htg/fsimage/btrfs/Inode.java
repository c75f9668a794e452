package htg.fsimage.btrfs;

import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Times;
import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.time.Instant;

/**
 * An inode item.
 *
 * @param number of the inode, which is only unique within its subvolume
 * @param attributes all that it says, with an id that is unique within the file system
 * @param unchecked whether its data has no checksums ({@code nodatasum})
 */
record Inode(long number, Attributes attributes, boolean unchecked) {
    private static final int NODATASUM = 1;
    private static final int MINOR_BITS = 20;

    static Inode parse(long tree, long number, Structure item) throws IOException {
        int mode = (int) item.u32(52);
        long device = item.bits64(56);
        Attributes attributes = Attributes.of(FileType.ofMode(mode), id(tree, number), item.u63(16, "size"))
                .permissions(mode)
                .owner(item.u32(44), item.u32(48))
                .links(item.u32(40))
                .device(new Attributes.Device((int) (device >>> MINOR_BITS), (int) device & ((1 << MINOR_BITS) - 1)))
                .times(new Times(time(item, 136), time(item, 124), time(item, 112), time(item, 148)));
        return new Inode(number, attributes, (item.bits64(64) & NODATASUM) != 0);
    }

    /** The inode's number in the top level, with the subvolume above it elsewhere. */
    static long id(long tree, long number) {
        return number ^ ((tree - Key.FS_TREE) << 44);
    }

    private static Instant time(Structure item, int at) throws IOException {
        long seconds = item.bits64(at);
        if (seconds <= Instant.MIN.getEpochSecond() || seconds > Instant.MAX.getEpochSecond()) {
            return Times.NEVER;
        }
        return Instant.ofEpochSecond(seconds, item.u32(at + 8) % 1_000_000_000);
    }
}
