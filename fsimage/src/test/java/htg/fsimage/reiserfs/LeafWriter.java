package htg.fsimage.reiserfs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Packs items into leaves as full as they get, which splits items where Linux would split them. */
final class LeafWriter {
    private static final int HEADER = 24;
    private static final int ITEM_HEADER = 24;
    private static final int ENTRY = 16;

    /** A leaf or a node above it. */
    static final class Node {
        private final byte[] bytes;
        private final byte[] first;
        private final int used;

        /** With its first key as it is stored, and the number of bytes that are in use behind its header. */
        Node(byte[] bytes, byte[] first, int used) {
            this.bytes = bytes;
            this.first = first;
            this.used = used;
        }

        byte[] bytes() {
            return bytes;
        }

        byte[] first() {
            return first;
        }

        int used() {
            return used;
        }
    }

    private final int blockSize;
    private final boolean format36;
    private final List<Node> leaves = new ArrayList<>();
    private final List<byte[]> headers = new ArrayList<>();
    private final List<byte[]> bodies = new ArrayList<>();
    private int room;

    LeafWriter(int blockSize, boolean format36) {
        this.blockSize = blockSize;
        this.format36 = format36;
        this.room = blockSize - HEADER;
    }

    List<Node> finish() {
        flush();
        return leaves;
    }

    void stat(ReiserObject object, byte[] fields) {
        if (room < ITEM_HEADER + fields.length) {
            flush();
        }
        add(key(object, 0, Key.STAT_DATA, format36), 0, fields, format36);
    }

    void pointers(ReiserObject object, int[] pointers) {
        int done = 0;
        while (done < pointers.length) {
            int count = Math.min(pointers.length - done, (room - ITEM_HEADER) / 4);
            if (count <= 0) {
                flush();
                continue;
            }
            ByteBuffer body = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
            body.asIntBuffer().put(pointers, done, count);
            add(key(object, (long) done * blockSize + 1, Key.INDIRECT, format36), 0, bytes(body), format36);
            done += count;
        }
    }

    /** Links have items of the first version in both formats. */
    void tail(ReiserObject object, long offset, byte[] tail) {
        boolean wide = format36 && (object.mode & 0170000) != 0120000;
        byte[] padded = format36 ? Arrays.copyOf(tail, (tail.length + 7) / 8 * 8) : tail;
        int done = 0;
        while (done < padded.length) {
            int count = Math.min(padded.length - done, (room - ITEM_HEADER) / 8 * 8);
            if (count <= 0) {
                flush();
                continue;
            }
            byte[] body = Arrays.copyOfRange(padded, done, done + count);
            add(key(object, offset + done + 1, Key.DIRECT, wide), 0, body, wide);
            done += count;
        }
    }

    void names(ReiserObject folder, ReiserObject above) {
        List<ReiserObject.Name> names = folder.allNames(above);
        List<Long> offsets = folder.allOffsets();
        int done = 0;
        while (done < names.size()) {
            int count = 0;
            int length = 0;
            while (done + count < names.size()
                    && room - ITEM_HEADER >= length + ENTRY + stored(names.get(done + count))) {
                length += ENTRY + stored(names.get(done + count));
                count++;
            }
            if (count < (done == 0 ? 2 : 1)) {
                flush();
                continue;
            }
            byte[] body = names(names.subList(done, done + count), offsets.subList(done, done + count), length);
            add(key(folder, offsets.get(done), Key.NAMES, false), count, body, false);
            done += count;
        }
    }

    /** Bytes that a name takes. */
    private int stored(ReiserObject.Name name) {
        return stored(name.name().length, format36);
    }

    static int stored(int length, boolean format36) {
        return format36 ? (length + 7) / 8 * 8 : length;
    }

    private byte[] names(List<ReiserObject.Name> names, List<Long> offsets, int length) {
        ByteBuffer body = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        int end = length;
        for (int i = 0; i < names.size(); i++) {
            ReiserObject.Name name = names.get(i);
            end -= stored(name);
            body.putInt(offsets.get(i).intValue());
            body.putInt((int) name.target().folder).putInt((int) name.target().number);
            body.putShort((short) end).putShort((short) 4);
            body.put(end, name.name());
        }
        return bytes(body);
    }

    private static byte[] key(ReiserObject object, long offset, int type, boolean wide) {
        ByteBuffer key = ByteBuffer.allocate(Key.LENGTH).order(ByteOrder.LITTLE_ENDIAN);
        key.putInt((int) object.folder).putInt((int) object.number);
        if (wide) {
            key.putLong(offset | ((long) type << 60));
        } else {
            int[] old = {0, -2, -1, 500};
            key.putInt((int) offset).putInt(old[type]);
        }
        return bytes(key);
    }

    private void add(byte[] key, int entries, byte[] body, boolean wide) {
        room -= ITEM_HEADER + body.length;
        int bodiesLength = bodies.stream().mapToInt(one -> one.length).sum() + body.length;
        ByteBuffer header = ByteBuffer.allocate(ITEM_HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.put(key).putShort((short) entries).putShort((short) body.length);
        header.putShort((short) (blockSize - bodiesLength)).putShort((short) (wide ? 1 : 0));
        headers.add(bytes(header));
        bodies.add(body);
    }

    private void flush() {
        if (headers.isEmpty()) {
            return;
        }
        ByteBuffer leaf = ByteBuffer.allocate(blockSize).order(ByteOrder.LITTLE_ENDIAN);
        leaf.putShort((short) 1).putShort((short) headers.size()).putShort((short) room);
        leaf.position(HEADER);
        headers.forEach(leaf::put);
        int end = blockSize;
        for (byte[] body : bodies) {
            end -= body.length;
            leaf.put(end, body);
        }
        byte[] first = Arrays.copyOf(headers.get(0), Key.LENGTH);
        leaves.add(new Node(bytes(leaf), first, blockSize - HEADER - room));
        headers.clear();
        bodies.clear();
        room = blockSize - HEADER;
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.capacity()];
        buffer.get(0, bytes);
        return bytes;
    }
}
