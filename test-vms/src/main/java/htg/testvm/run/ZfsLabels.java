package htg.testvm.run;

import htg.common.DataSize;
import htg.testvm.fault.Patch;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The labels of a disk that is a ZFS pool by itself, in use on another machine, and nothing else of it: "ZFS On-Disk
 * Specification", chapter 1, and {@code nvpair.c} of OpenZFS 2.3 for how lists are packed in XDR.
 *
 * @param pool name of the pool
 * @param guid of the pool
 */
record ZfsLabels(String pool, long guid) {
    /** Higher than any that has used the stick. */
    static final long TRANSACTION = 1 << 20;

    /** Another machine. */
    static final long HOST = 0x7E16B0A8L;

    /** In {@code pool_state_t}: neither exported nor destroyed. */
    static final long IN_USE = 0;

    private static final int TEXT = 9;
    private static final int NESTED = 19;

    /** What makes a disk of that size one. */
    List<Patch> patches(DataSize disk) throws IOException {
        ZfsLabelList list = ZfsLabelList.of(content());
        List<Patch> patches = new ArrayList<>();
        for (long label : ZfsLabelList.labels(disk.bytes())) {
            long position = label + ZfsLabelList.START;
            patches.add(new Patch("zfs-label" + patches.size() + ".bin", position, list.sealed(position)));
        }
        return patches;
    }

    private byte[] content() throws IOException {
        Pairs tree = new Pairs()
                .text("type", "disk")
                .number("id", 0)
                .number("guid", guid + 1)
                .text("path", "/dev/sda")
                .number("ashift", 12)
                .number("asize", 32 << 20);
        Pairs label = new Pairs()
                .number("version", 5000)
                .text("name", pool)
                .number("state", IN_USE)
                .number("txg", TRANSACTION)
                .number("pool_guid", guid)
                .number("hostid", HOST)
                .text("hostname", "another-machine")
                .number("top_guid", guid + 1)
                .number("guid", guid + 1)
                .number("vdev_children", 1)
                .nested("vdev_tree", tree);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.write(new byte[] {1, 1, 0, 0}); // XDR, of a machine with the lowest byte first
        packed.write(label.ended());
        return packed.toByteArray();
    }

    /** A list of names and values. */
    private static final class Pairs {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final DataOutputStream out = new DataOutputStream(bytes);

        Pairs() throws IOException {
            out.writeInt(0); // version
            out.writeInt(1); // names are unique
        }

        Pairs number(String name, long value) throws IOException {
            return pair(
                    name,
                    ZfsLabelList.NUMBER,
                    Long.BYTES,
                    ByteBuffer.allocate(Long.BYTES).putLong(value).array());
        }

        Pairs text(String name, String value) throws IOException {
            return pair(name, TEXT, value.length() + 1, ZfsLabelList.packed(value));
        }

        Pairs nested(String name, Pairs value) throws IOException {
            return pair(name, NESTED, 24, value.ended());
        }

        /** Its size packed and unpacked, the latter in {@code nvpair_t} of 16 bytes, name and value aligned to 8. */
        private Pairs pair(String name, int type, int size, byte[] value) throws IOException {
            byte[] packedName = ZfsLabelList.packed(name);
            out.writeInt(4 * Integer.BYTES + packedName.length + value.length);
            out.writeInt((16 + name.length() + 1 + 7 & ~7) + (size + 7 & ~7));
            out.write(packedName);
            out.writeInt(type);
            out.writeInt(1); // values
            out.write(value);
            return this;
        }

        byte[] ended() throws IOException {
            out.writeLong(0);
            return bytes.toByteArray();
        }
    }
}
