package htg.fsimage.ufs;

import htg.fsimage.volume.Names;
import htg.fsimage.volume.Structure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Extended attributes of UFS2 (extattr.h of FreeBSD): up to two blocks of their own with records of a length, a namespace, the length
 * of padding behind the value, a name and a value that begins at a multiple of eight bytes.
 */
final class ExtendedAttributes {
    private static final int SIZE = 92;
    private static final int POINTERS = 96;
    private static final int HEADER = 7;

    private ExtendedAttributes() {}

    static Map<String, byte[]> read(UfsFileSystem fileSystem, Inode inode) throws IOException {
        long size = inode.fields().u32(SIZE);
        if (size == 0) {
            return Map.of();
        }
        int blockSize = fileSystem.superblock().blockSize();
        inode.fields().require(size <= 2L * blockSize, "extended attributes of " + size + " bytes");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String name = "UFS2 extended attributes of inode " + inode.number();
        for (int at = 0; at < size; at += blockSize) {
            int length = (int) Math.min(blockSize, size - at);
            long fragment = inode.fields().bits64(at == 0 ? POINTERS : POINTERS + 8);
            inode.fields().require(fragment != 0, "its extended attributes have a hole");
            bytes.writeBytes(fileSystem.read(name, fragment, length).bytes());
        }
        return parse(Structure.of(name, -1, bytes.toByteArray(), fileSystem.order()));
    }

    private static Map<String, byte[]> parse(Structure records) throws IOException {
        Map<String, byte[]> found = new LinkedHashMap<>();
        int at = 0;
        while (at < records.length()) {
            long length = records.u32(at);
            int nameLength = records.u8(at + 6);
            int value = (HEADER + nameLength + 7) / 8 * 8;
            long valueLength = length - value - records.u8(at + 5);
            records.require(
                    length % 8 == 0 && valueLength >= 0 && length <= records.length() - at,
                    "a record of " + length + " bytes at " + at);
            String name = namespace(records.u8(at + 4)) + Names.decode(records.bytes(at + HEADER, nameLength));
            found.put(name, records.bytes(at + value, (int) valueLength));
            at += (int) length;
        }
        return found;
    }

    private static String namespace(int number) {
        return switch (number) {
            case 1 -> "user.";
            case 2 -> "system.";
            default -> "namespace" + number + ".";
        };
    }
}
