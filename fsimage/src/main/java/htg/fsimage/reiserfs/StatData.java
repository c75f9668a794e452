package htg.fsimage.reiserfs;

import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Times;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.time.Instant;

/**
 * What an inode is elsewhere.
 *
 * @param generation tells the object from earlier ones with its number
 */
record StatData(Attributes attributes, long generation) {
    private static final int OLD_LENGTH = 32;
    private static final int LENGTH = 44;

    static StatData parse(Item item) throws CorruptFileSystemException {
        Structure fields = item.body();
        fields.require(
                fields.length() == LENGTH || fields.length() == OLD_LENGTH, "it is of " + fields.length() + " bytes");
        FileType type = FileType.ofMode(fields.u16(0));
        boolean device = type == FileType.CHARACTER_DEVICE || type == FileType.BLOCK_DEVICE;
        return fields.length() == LENGTH ? ofFormat36(item, type, device) : ofFormat35(item, type, device);
    }

    private static StatData ofFormat36(Item item, FileType type, boolean device) throws CorruptFileSystemException {
        Structure fields = item.body();
        Attributes attributes = Attributes.of(type, item.key().object(), fields.u63(8, "its size"))
                .permissions(fields.u16(0))
                .links(fields.u32(4))
                .owner(fields.u32(16), fields.u32(20))
                .times(times(fields, 24))
                .device(device ? device(fields.s32(40)) : Attributes.Device.NONE);
        return new StatData(attributes, device ? item.key().folder() : fields.u32(40));
    }

    private static StatData ofFormat35(Item item, FileType type, boolean device) throws CorruptFileSystemException {
        Structure fields = item.body();
        Attributes attributes = Attributes.of(type, item.key().object(), fields.u32(8))
                .permissions(fields.u16(0))
                .links(fields.u16(2))
                .owner(fields.u16(4), fields.u16(6))
                .times(times(fields, 12))
                .device(device ? device(fields.s32(24)) : Attributes.Device.NONE);
        return new StatData(attributes, item.key().folder());
    }

    private static Times times(Structure fields, int at) throws CorruptFileSystemException {
        return new Times(
                Instant.ofEpochSecond(fields.u32(at + 4)),
                Instant.ofEpochSecond(fields.u32(at + 8)),
                Instant.ofEpochSecond(fields.u32(at)),
                Times.NEVER);
    }

    /** As Linux packs it into 32 bits. */
    private static Attributes.Device device(int number) {
        return new Attributes.Device((number >> 8) & 0xFFF, ((number >>> 12) & 0xFFF00) | (number & 0xFF));
    }
}
