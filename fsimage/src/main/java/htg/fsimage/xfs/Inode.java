package htg.fsimage.xfs;

import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.FileType;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import htg.fsimage.volume.UnsupportedFormatException;
import java.util.Optional;

/** An inode ("Inode Core"): what it says of its node, and its forks. */
final class Inode {
    private static final int MAGIC = 0x494E;
    private static final int CORE_2 = 100;
    private static final int CORE_3 = 176;
    private static final int CHECKSUM = 100;
    private static final int REALTIME = 0x1;
    private static final long LARGE_COUNTERS = 0x10;

    private final long number;
    private final Structure raw;
    private final int version;

    private Inode(long number, Structure raw, int version) {
        this.number = number;
        this.raw = raw;
        this.version = version;
    }

    /** Verifies the bytes of an inode. */
    static Inode parse(long number, Structure raw, Superblock superblock) throws CorruptFileSystemException {
        raw.require(raw.u16(0) == MAGIC, "it does not begin with IN");
        int version = raw.u8(4);
        if (superblock.features().checksums()) {
            raw.require(version == 3, "it is of version " + version);
            Checksum.require(raw, CHECKSUM);
            raw.require(raw.bits64(152) == number, "it says to have another number");
            raw.require(raw.uuid(160).equals(superblock.structureUuid()), "it belongs to another file system");
        } else {
            raw.require(version == 1 || version == 2, "it is of version " + version);
        }
        raw.require(raw.u16(2) != 0, "it is free");
        raw.require(raw.bits64(56) >= 0, "its size is impossibly large");
        return new Inode(number, raw, version);
    }

    long number() {
        return number;
    }

    long size() throws CorruptFileSystemException {
        return raw.u63(56, "its size");
    }

    FileType type() throws CorruptFileSystemException {
        return FileType.ofMode(raw.u16(2));
    }

    /** Whether its content is on the realtime device. */
    boolean realtime() throws CorruptFileSystemException {
        return (raw.u16(90) & REALTIME) != 0;
    }

    Attributes attributes() throws CorruptFileSystemException {
        return Attributes.of(type(), number, size())
                .permissions(raw.u16(2))
                .owner(raw.u32(8), raw.u32(12))
                .links(version == 1 ? raw.u16(6) : raw.u32(16))
                .device(device())
                .times(Timestamps.of(raw, version == 3));
    }

    /** Fourteen bits for the major and eighteen for the minor number. */
    private Attributes.Device device() throws CorruptFileSystemException {
        FileType type = type();
        if (raw.u8(5) != 0 || (type != FileType.CHARACTER_DEVICE && type != FileType.BLOCK_DEVICE)) {
            return Attributes.Device.NONE;
        }
        int packed = raw.s32(core());
        return new Attributes.Device((packed >>> 18) & 0x3FFF, packed & 0x3FFFF);
    }

    Fork data() throws CorruptFileSystemException, UnsupportedFormatException {
        int end = boundary();
        Structure bytes = raw.part("XFS data of inode " + number, core(), end - core());
        return new Fork(number, format(raw.u8(5)), bytes, largeCounters() ? raw.bits64(24) : raw.u32(76));
    }

    /** Empty where it has none. */
    Optional<Fork> attributeFork() throws CorruptFileSystemException, UnsupportedFormatException {
        if (raw.u8(82) == 0) {
            return Optional.empty();
        }
        int start = boundary();
        Structure bytes = raw.part("XFS attributes of inode " + number, start, raw.length() - start);
        return Optional.of(new Fork(number, format(raw.u8(83)), bytes, largeCounters() ? raw.u32(76) : raw.u16(80)));
    }

    private boolean largeCounters() throws CorruptFileSystemException {
        return version == 3 && (raw.bits64(120) & LARGE_COUNTERS) != 0;
    }

    private int core() {
        return version == 3 ? CORE_3 : CORE_2;
    }

    /** Where the data ends and the attributes begin. */
    private int boundary() throws CorruptFileSystemException {
        int offset = raw.u8(82) * Long.BYTES;
        raw.require(core() + offset < raw.length(), "its attributes begin behind its end");
        return offset == 0 ? raw.length() : core() + offset;
    }

    private Fork.Format format(int code) throws CorruptFileSystemException, UnsupportedFormatException {
        Fork.Format[] formats = Fork.Format.values();
        if (code == 5) {
            throw new UnsupportedFormatException("XFS inode " + number + " has metadata in place of a file");
        }
        raw.require(code < formats.length, "a fork of the unknown format " + code);
        return formats[code];
    }
}
