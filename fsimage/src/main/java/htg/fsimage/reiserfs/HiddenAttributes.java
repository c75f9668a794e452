package htg.fsimage.reiserfs;

import htg.fsimage.fs.AccessControlList;
import htg.fsimage.fs.Entry;
import htg.fsimage.fs.FileType;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.LimitExceededException;
import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Extended attributes, which ReiserFS has in a folder that it does not show: for each object a folder named by its number and
 * generation, with a file for each attribute.
 */
final class HiddenAttributes {
    /** In the root folder. */
    static final String FOLDER = ".reiserfs_priv";

    private static final int MAGIC = 0x52465841;
    private static final int HEADER = 8;
    /** Linux takes no longer values. */
    private static final int LONGEST = (64 << 10) + HEADER;

    private static final int MOST = 4096;

    private final Optional<ReiserNode> folders;

    private HiddenAttributes(Optional<ReiserNode> folders) {
        this.folders = folders;
    }

    static HiddenAttributes find(ReiserNode root) throws IOException {
        Optional<ReiserNode> hidden = folder(Optional.of(root), FOLDER);
        return new HiddenAttributes(folder(hidden, "xattrs"));
    }

    private static Optional<ReiserNode> folder(Optional<ReiserNode> above, String name) throws IOException {
        if (above.isEmpty()) {
            return above;
        }
        return above.get().hiddenChild(name).filter(found -> found.attributes().type() == FileType.FOLDER);
    }

    Map<String, byte[]> of(ReiserNode node) throws IOException {
        String name =
                "%X.%X".formatted(node.key().object(), node.stat().generation()).toUpperCase(Locale.ROOT);
        Optional<ReiserNode> folder = folder(folders, name);
        if (folder.isEmpty()) {
            return Map.of();
        }
        List<Entry> files = new ArrayList<>();
        folder.get().list(entry -> files.add(entry) && files.size() < MOST);
        Map<String, byte[]> attributes = new LinkedHashMap<>();
        long room = node.fileSystem().limits().memory();
        for (Entry file : files) {
            if (file.node() instanceof ReiserNode one && one.attributes().type() == FileType.REGULAR) {
                room -= one.attributes().size();
                if (room < 0) {
                    throw new LimitExceededException("the extended attributes of " + node + " are too many");
                }
                attributes.put(file.name(), value(file.name(), one));
            }
        }
        return attributes;
    }

    private static byte[] value(String name, ReiserNode file) throws IOException {
        Structure fields =
                Structure.of(file + ", an extended attribute", -1, file.bytes(LONGEST), ByteOrder.LITTLE_ENDIAN);
        fields.require(fields.s32(0) == MAGIC, "its magic number is not there");
        byte[] value = fields.bytes(HEADER, fields.length() - HEADER);
        verify(fields, value);
        return AccessControlList.isName(name)
                ? AccessControlList.ofShortEntries(fields.part(fields.name(), HEADER, value.length))
                : value;
    }

    /**
     * The checksum is that of the Internet (RFC 1071) before it is folded, so that different machines store different numbers for the
     * same bytes; folded they are equal, but for the order of bytes.
     */
    private static void verify(Structure fields, byte[] value) throws CorruptFileSystemException {
        long sum = 0;
        for (int i = 0; i < value.length; i++) {
            sum += Byte.toUnsignedLong(value[i]) << (i % 2 * 8);
        }
        int expected = fold(fields.u32(4));
        int found = fold(sum);
        int swapped = ((found & 0xFF) << 8) | (found >> 8);
        fields.require(expected == found || expected == swapped, "its checksum is wrong");
    }

    /** To 16 bits, where 0 and 0xFFFF are the same number. */
    private static int fold(long sum) {
        return (int) (sum % 0xFFFF);
    }
}
