package htg.fsimage.container;

import htg.fsimage.volume.Structure;
import htg.fsimage.volume.UnsupportedFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The header of a qcow2 image (QEMU's docs/interop/qcow2.txt), checked.
 *
 * @param clusterBits the cluster size as a power of two
 * @param size of the virtual disk in bytes
 * @param backing the backing file's name; empty where there is none
 * @param backingFormat as the image says it; empty where it does not
 * @param dataFile the external data file's name; empty where there is none, or where it is not named
 */
record Qcow2Header(
        int version,
        int clusterBits,
        long size,
        long l1Offset,
        long l1Size,
        long snapshotsOffset,
        long snapshotCount,
        long incompatible,
        long compatible,
        long autoclear,
        boolean zstd,
        String backing,
        String backingFormat,
        String dataFile) {
    static final long DIRTY = 1;
    static final long CORRUPT = 1 << 1;
    static final long EXTERNAL_DATA = 1 << 2;
    static final long COMPRESSION_TYPE = 1 << 3;
    static final long EXTENDED_L2 = 1 << 4;
    private static final long KNOWN = 0x1F;

    static final long LAZY_REFCOUNTS = 1;
    static final long RAW_EXTERNAL = 1 << 1;

    private static final int LARGEST_CLUSTER = 2 << 20;
    private static final int LONGEST_NAME = 1023;

    static Qcow2Header read(Volume file) throws IOException {
        int length = (int) Math.min(file.size(), LARGEST_CLUSTER);
        Structure whole = Structure.read(file, "qcow2 header", 0, Math.min(length, 4096), ByteOrder.BIG_ENDIAN);
        int version = whole.s32(4);
        if (version != 2 && version != 3) {
            throw new UnsupportedFormatException("qcow version " + Integer.toUnsignedString(version) + " is not read");
        }
        int bits = whole.s32(20);
        whole.require(bits >= 9 && bits <= 21, "the cluster size is 2^" + Integer.toUnsignedString(bits));
        refuseEncryption(whole.s32(32));
        int cluster = Math.min(length, 1 << bits);
        Structure fields = Structure.read(file, "qcow2 header", 0, cluster, ByteOrder.BIG_ENDIAN);
        Qcow2Extensions extensions = Qcow2Extensions.read(fields, version == 2 ? 72 : headerLength(fields));
        long incompatible = version == 2 ? 0 : fields.bits64(72);
        refuseUnknown(incompatible & ~KNOWN, extensions);
        return new Qcow2Header(
                version,
                bits,
                fields.u63(24, "the disk's size"),
                fields.u63(40, "the L1 table's offset"),
                fields.u32(36),
                fields.u63(64, "the snapshot table's offset"),
                fields.u32(60),
                incompatible,
                version == 2 ? 0 : fields.bits64(80),
                version == 2 ? 0 : fields.bits64(88),
                (incompatible & COMPRESSION_TYPE) != 0 && isZstd(fields),
                backing(fields),
                extensions.backingFormat(),
                extensions.dataFile());
    }

    private static int headerLength(Structure fields) throws IOException {
        int length = fields.s32(100);
        fields.require(length >= 104 && length <= fields.length(), "it says it is " + length + " bytes long");
        return length;
    }

    private static void refuseEncryption(int method) throws UnsupportedFormatException {
        if (method != 0) {
            String name = method == 1 ? "AES" : method == 2 ? "LUKS" : "method " + Integer.toUnsignedString(method);
            throw new UnsupportedFormatException("the qcow2 image is encrypted (" + name + "); it is not read");
        }
    }

    private static void refuseUnknown(long bits, Qcow2Extensions extensions) throws UnsupportedFormatException {
        if (bits == 0) {
            return;
        }
        List<String> names = new ArrayList<>();
        for (int bit = 0; bit < Long.SIZE; bit++) {
            if (((bits >>> bit) & 1) != 0) {
                names.add(extensions.features().getOrDefault(bit, "bit " + bit));
            }
        }
        throw new UnsupportedFormatException(
                "the qcow2 image has features that are not read: " + String.join(", ", names));
    }

    private static boolean isZstd(Structure fields) throws IOException {
        int type = headerLength(fields) > 104 ? fields.u8(104) : 0;
        if (type > 1) {
            throw new UnsupportedFormatException("the qcow2 image is compressed by unknown method " + type);
        }
        return type == 1;
    }

    private static String backing(Structure fields) throws IOException {
        long offset = fields.bits64(8);
        int length = fields.s32(16);
        if (offset == 0 || length == 0) {
            return "";
        }
        boolean inside = offset > 0 && offset < fields.length() && length > 0 && length <= LONGEST_NAME;
        fields.require(inside, "the backing file's name is not within the first cluster");
        return fields.text((int) offset, length);
    }

    int clusterSize() {
        return 1 << clusterBits;
    }

    boolean extendedL2() {
        return (incompatible & EXTENDED_L2) != 0;
    }

    boolean externalData() {
        return (incompatible & EXTERNAL_DATA) != 0;
    }

    /** How many bytes of the disk one L2 table describes. */
    long l2Coverage() {
        return (long) clusterSize() * (clusterSize() / (extendedL2() ? 16 : 8));
    }
}
