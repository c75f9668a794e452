package htg.fsimage.iso;

import htg.fsimage.fs.AccessControlList;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Names;
import htg.fsimage.volume.Structure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Extended attributes as xorriso stores them (Arbitrary Attribute Interchange Protocol 2.0): components, of which each may be in several
 * records and each record in several entries, by turns a name and a value. The empty name is that of access control lists.
 */
final class AttributeList {
    /** Of an entry before its records. */
    private static final int HEADER = 5;

    private static final int RECORD_HEADER = 2;
    private static final int CONTINUES = 1;
    /** What the first byte of a name may stand for, from 1 on, which says that the next byte stands for itself. */
    private static final List<String> PREFIXES = List.of("", "system.", "user.", "isofs.", "trusted.", "security.");
    /** What xorriso keeps for itself. */
    private static final String INTERNAL = "isofs.";

    private final ByteArrayOutputStream records = new ByteArrayOutputStream();

    private AttributeList() {}

    /** Those that a record has, by full name. */
    static Map<String, byte[]> read(Disc disc, DirectoryRecord record) throws IOException {
        AttributeList list = new AttributeList();
        SystemUse.visit(disc, record.systemUse(), disc.skip(), (signature, entry) -> {
            if (signature.equals("AL")) {
                list.add(entry);
            }
        });
        return list.attributes();
    }

    private void add(Structure entry) throws CorruptFileSystemException {
        entry.require(entry.length() >= HEADER, "it has no flags");
        records.writeBytes(entry.bytes(HEADER, entry.length() - HEADER));
    }

    private Map<String, byte[]> attributes() throws CorruptFileSystemException {
        Structure area = Structure.of("ISO 9660 attribute list", -1, records.toByteArray(), ByteOrder.LITTLE_ENDIAN);
        List<byte[]> components = components(area);
        area.require(components.size() % 2 == 0, "its last name has no value");
        Map<String, byte[]> found = new LinkedHashMap<>();
        for (int i = 0; i < components.size(); i += 2) {
            byte[] name = components.get(i);
            byte[] value = components.get(i + 1);
            if (name.length == 0) {
                AclEntries.read(area, value).forEach((kind, items) -> found.put(kind, AccessControlList.of(items)));
            } else if (!fullName(name).startsWith(INTERNAL)) {
                found.put(fullName(name), value);
            }
        }
        return found;
    }

    private static List<byte[]> components(Structure area) throws CorruptFileSystemException {
        List<byte[]> components = new ArrayList<>();
        ByteArrayOutputStream current = new ByteArrayOutputStream();
        boolean complete = true;
        int at = 0;
        while (at < area.length()) {
            int length = area.u8(at + 1);
            current.writeBytes(area.bytes(at + RECORD_HEADER, length));
            complete = (area.u8(at) & CONTINUES) == 0;
            if (complete) {
                components.add(current.toByteArray());
                current.reset();
            }
            at += RECORD_HEADER + length;
        }
        area.require(complete, "it ends within an attribute");
        return components;
    }

    private static String fullName(byte[] name) {
        int first = name[0];
        boolean prefixed = first >= 1 && first <= PREFIXES.size();
        String prefix = prefixed ? PREFIXES.get(first - 1) : "";
        return prefix + Names.decode(Arrays.copyOfRange(name, prefixed ? 1 : 0, name.length));
    }
}
