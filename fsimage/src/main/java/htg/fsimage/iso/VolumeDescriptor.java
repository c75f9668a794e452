package htg.fsimage.iso;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Names;
import htg.fsimage.volume.Structure;
import java.nio.charset.StandardCharsets;

/** A primary or supplementary volume descriptor (ECMA-119, 8.4 and 8.5). */
record VolumeDescriptor(Structure fields) {
    private static final int CREATED = 813;
    private static final int MODIFIED = 830;

    /** Bytes of a logical block. */
    int blockSize() throws CorruptFileSystemException {
        int size = fields.u16(128);
        fields.require(size == 512 || size == 1024 || size == 2048, "blocks of " + size + " bytes");
        return size;
    }

    /** Logical blocks of the volume. */
    long blocks() throws CorruptFileSystemException {
        return fields.u32(80);
    }

    /** Whether numbers that are stored twice differ. */
    boolean contradictsItself() {
        try {
            BothEndian.u32(fields, 80, "the size");
            BothEndian.u16(fields, 128, "the block size");
            return false;
        } catch (CorruptFileSystemException differ) {
            return true;
        }
    }

    /** The record of the root folder. */
    DirectoryRecord root() throws CorruptFileSystemException {
        return DirectoryRecord.of(fields.part("ISO 9660 root directory record", 156, DirectoryRecord.SMALLEST));
    }

    /** Whether names in its folders are UTF-16: one of three escape sequences says so (Joliet specification). */
    boolean isJoliet() {
        return fields.has(88, (byte) '%', (byte) '/', (byte) '@')
                || fields.has(88, (byte) '%', (byte) '/', (byte) 'C')
                || fields.has(88, (byte) '%', (byte) '/', (byte) 'E');
    }

    String label() throws CorruptFileSystemException {
        byte[] raw = fields.bytes(40, 32);
        String text = isJoliet() ? new String(raw, StandardCharsets.UTF_16BE) : Names.decode(raw);
        return Names.printable(text.replace('\0', ' ').strip());
    }

    /** What blkid takes for a UUID: when the disc was last changed, or made; empty where it does not say. */
    String date() throws CorruptFileSystemException {
        String modified = digits(MODIFIED);
        return modified.isEmpty() ? digits(CREATED) : modified;
    }

    private String digits(int offset) throws CorruptFileSystemException {
        String digits = new String(fields.bytes(offset, 16), StandardCharsets.ISO_8859_1);
        if (!digits.chars().allMatch(digit -> digit >= '0' && digit <= '9')
                || digits.chars().allMatch(digit -> digit == '0')) {
            return "";
        }
        StringBuilder text = new StringBuilder(digits.substring(0, 4));
        for (int at = 4; at < digits.length(); at += 2) {
            text.append('-').append(digits, at, at + 2);
        }
        return text.toString();
    }
}
