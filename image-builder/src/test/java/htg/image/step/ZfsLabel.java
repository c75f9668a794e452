package htg.image.step;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes labels of ZFS as devices have them: lists of names and values in XDR ("ZFS On-Disk Specification", chapter 1, and
 * {@code nvpair.c} for the encoding). Written a second time here, from the format, to judge the program that reads them.
 */
final class ZfsLabel {
    static final int LABEL = 256 << 10;
    static final int DEVICE = 8 * LABEL;
    private static final int LIST = 16 << 10;
    private static final int LIST_SIZE = 112 << 10;
    private static final int UINT64 = 8;
    private static final int STRING = 9;
    private static final int UINT64_ARRAY = 16;
    private static final int NVLIST = 19;
    private static final int NVLIST_ARRAY = 20;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    ZfsLabel() {
        write(() -> {
            out.writeInt(0); // version
            out.writeInt(1); // names are unique
        });
    }

    /** Something that may fail as streams do. */
    private interface Writing {
        void run() throws IOException;
    }

    /** The label of one half of a mirror, as most tests want it; the last value of a name wins nothing: there is one. */
    static ZfsLabel of(String pool, long guid, long device, long transaction, int parts) {
        return new ZfsLabel()
                .number("version", 5000)
                .text("name", pool)
                .number("state", 0)
                .number("txg", transaction)
                .number("pool_guid", guid)
                .number("hostid", 0xABCD)
                .number("guid", device)
                .number("vdev_children", parts);
    }

    /** A mirror of these devices. */
    static ZfsLabel mirror(int part, long... devices) {
        List<ZfsLabel> children = new ArrayList<>();
        for (long device : devices) {
            children.add(
                    new ZfsLabel().text("type", "disk").number("guid", device).text("path", "/dev/sda1"));
        }
        return new ZfsLabel()
                .text("type", "mirror")
                .number("id", part)
                .number("guid", 99)
                .lists("children", children);
    }

    ZfsLabel number(String name, long value) {
        return pair(name, UINT64, 1, 8, () -> out.writeLong(value));
    }

    ZfsLabel numbers(String name, long... values) {
        return pair(name, UINT64_ARRAY, values.length, 8 * values.length, () -> {
            out.writeInt(values.length);
            for (long value : values) {
                out.writeLong(value);
            }
        });
    }

    ZfsLabel text(String name, String value) {
        int length = value.getBytes(StandardCharsets.UTF_8).length;
        return pair(name, STRING, 1, length + 1, () -> string(value));
    }

    ZfsLabel list(String name, ZfsLabel value) {
        return pair(name, NVLIST, 1, 24, () -> out.write(value.ended()));
    }

    ZfsLabel lists(String name, List<ZfsLabel> values) {
        return pair(name, NVLIST_ARRAY, values.size(), 32 * values.size(), () -> {
            for (ZfsLabel value : values) {
                out.write(value.ended());
            }
        });
    }

    /** The list as it stands in a label, with its header. */
    byte[] packed() {
        byte[] list = ended();
        byte[] packed = new byte[list.length + 4];
        packed[0] = 1; // XDR
        packed[1] = 1; // written by a little-endian machine
        System.arraycopy(list, 0, packed, 4, list.length);
        return packed;
    }

    /** Writes a device that has these bytes in some of its four labels, numbered from 0. */
    static Path device(Path file, byte[] packed, int... labels) {
        byte[] device = new byte[DEVICE];
        for (int label : labels) {
            int start = label < 2 ? label * LABEL : DEVICE - (4 - label) * LABEL;
            System.arraycopy(packed, 0, device, start + LIST, Math.min(packed.length, LIST_SIZE));
        }
        try {
            return Files.write(file, device);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A pair says how long it is in this form, and how much memory it takes decoded. */
    private ZfsLabel pair(String name, int type, int count, int memory, Writing value) {
        int before = bytes.size();
        write(() -> {
            out.writeInt(0);
            out.writeInt(aligned(16 + name.length() + 1) + aligned(memory));
            string(name);
            out.writeInt(type);
            out.writeInt(count);
            value.run();
        });
        byte[] all = bytes.toByteArray();
        int length = all.length - before;
        for (int i = 0; i < 4; i++) {
            all[before + i] = (byte) (length >>> (24 - 8 * i));
        }
        bytes.reset();
        bytes.writeBytes(all);
        return this;
    }

    private byte[] ended() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(bytes.toByteArray());
        all.writeBytes(new byte[8]);
        return all.toByteArray();
    }

    private void string(String value) throws IOException {
        byte[] letters = value.getBytes(StandardCharsets.UTF_8);
        out.writeInt(letters.length);
        out.write(letters);
        out.write(new byte[-letters.length & 3]);
    }

    private static int aligned(int size) {
        return (size + 7) & ~7;
    }

    private static void write(Writing writing) {
        try {
            writing.run();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
