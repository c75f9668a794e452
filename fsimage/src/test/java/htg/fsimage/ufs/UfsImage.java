package htg.fsimage.ufs;

import htg.fsimage.testkit.Mutants;
import htg.fsimage.volume.Volume;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * A small file system written by hand: what makefs does not make. Two cylinder groups with blocks of 4 KiB and fragments of 1 KiB; all
 * data is in the second one, whose own structures are moved as UFS1 does it.
 */
final class UfsImage {
    static final int BLOCK = 4096;
    static final int FRAGMENT = 1024;
    static final int INODES = 64;

    private static final int FRAGMENTS_PER_GROUP = 1024;
    private static final int MOVED = 16;

    private final Variant variant;
    private final ByteBuffer image;
    private final int place;
    private final int table;
    private final List<Mutants.Field> fields = new ArrayList<>();
    private int next;

    UfsImage(Variant variant, ByteOrder order, int place) {
        this.variant = variant;
        this.place = place;
        this.image = ByteBuffer.allocate(2 * FRAGMENTS_PER_GROUP * FRAGMENT).order(order);
        this.table = place / FRAGMENT + 20;
        this.next = groupStart(1) + table + INODES * variant.inodeSize() / FRAGMENT + 4;
        this.next -= next % 4;
        writeSuperblock();
    }

    /** Bytes in the image that only tests of damage need to know. */
    List<Mutants.Field> fields() {
        return fields;
    }

    byte[] bytes() {
        return image.array();
    }

    Volume volume() {
        return Volume.of(image.array());
    }

    ByteBuffer raw() {
        return image;
    }

    int superblock() {
        return place;
    }

    private int groupStart(int group) {
        return group * FRAGMENTS_PER_GROUP + (variant == Variant.UFS2 ? 0 : group * MOVED);
    }

    private void writeSuperblock() {
        int at = place;
        put32(at + 8, table - 12, table - 4, table, table + INODES * variant.inodeSize() / FRAGMENT);
        put32(at + 24, variant == Variant.UFS2 ? 0 : MOVED, ~0xFF);
        put32(at + 44, 2, BLOCK, FRAGMENT, BLOCK / FRAGMENT);
        put32(at + 104, Superblock.LENGTH);
        put32(at + 144, 0x1234, 0xABCDEF01);
        put32(at + 184, INODES, FRAGMENTS_PER_GROUP);
        image.put(at + 209, (byte) 1);
        if (variant == Variant.UFS2) {
            image.putLong(at + 1000, place);
            image.putLong(at + 1016, 100).putLong(at + 1032, 7);
            image.putLong(at + 1080, 2 * FRAGMENTS_PER_GROUP).putLong(at + 1088, 2 * FRAGMENTS_PER_GROUP - 200);
            put32(at + 1372, 0x19540119);
            image.put(at + 680, "label".getBytes(StandardCharsets.US_ASCII));
        } else {
            put32(at + 36, 2 * FRAGMENTS_PER_GROUP, 2 * FRAGMENTS_PER_GROUP - 200);
            put32(at + 192, 1, 100, 50, 7);
            put32(at + 1372, 0x011954);
        }
        switch (variant) {
            case SOLARIS -> {
                put32(at + 32, 1_000_000_000);
                put32(at + 1336, 0x7C269D38 - 1_000_000_000);
                image.putLong(at + 1340, BLOCK - 1);
            }
            case BSD, UFS2 -> {
                put32(at + 1320, variant.pointersLength(), 2);
                image.putLong(at + 1336, BLOCK - 1);
            }
            case OLD_BSD -> put32(at + 1324, -1);
        }
        fields.addAll(Mutants.fields(at + 8, at + 216, 4));
        fields.addAll(Mutants.fields(at + 1000, at + 1376, 4));
    }

    /** Copies the superblock to where the second group has it. */
    void copySuperblock() {
        image.put((groupStart(1) + table - 12) * FRAGMENT, bytes(), place, Superblock.LENGTH);
    }

    /** Has check hashes kept, as FreeBSD does. */
    void keepHashes() {
        put32(place + 1308, 7, 0x200);
        image.put(place + 211, (byte) 0x80);
        seal(image.array());
    }

    /** Makes the hashes right where they are kept. */
    void seal(byte[] bytes) {
        ByteBuffer copy = ByteBuffer.wrap(bytes).order(image.order());
        if (copy.getInt(place + 1312) == 0x200 && copy.getInt(place + 1308) == 7) {
            copy.putInt(place + 1304, 0);
            copy.putInt(place + 1304, hash(bytes, place, Superblock.LENGTH));
            for (int number = 0; variant == Variant.UFS2 && number < 2 * INODES; number++) {
                int at = inodePlace(number);
                copy.putInt(at + 244, 0);
                copy.putInt(at + 244, hash(bytes, at, 256));
            }
        }
    }

    private static int hash(byte[] bytes, int at, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, at, length);
        return ~(int) crc.getValue();
    }

    int inodePlace(int number) {
        return (groupStart(number / INODES) + table) * FRAGMENT + number % INODES * variant.inodeSize();
    }

    /** Writes an inode without content and returns where it is. */
    int inode(int number, int mode, long size) {
        int at = inodePlace(number);
        image.put(at, new byte[variant.inodeSize()]);
        image.putShort(at, (short) mode).putShort(at + 2, (short) 1);
        image.putLong(at + (variant == Variant.UFS2 ? 16 : 8), size);
        fields.addAll(Mutants.fields(at, at + variant.inodeSize(), 4));
        return at;
    }

    /** A file, folder or link with its content from start to end. */
    int file(int number, int mode, byte[] content) {
        Map<Long, byte[]> blocks = new TreeMap<>();
        for (int from = 0; from < content.length; from += BLOCK) {
            blocks.put(
                    (long) from / BLOCK,
                    java.util.Arrays.copyOfRange(content, from, Math.min(content.length, from + BLOCK)));
        }
        return sparse(number, mode, content.length, blocks);
    }

    /** A file of which only some blocks are there. */
    int sparse(int number, int mode, long size, Map<Long, byte[]> blocks) {
        int at = inode(number, mode, size);
        image.putInt(at + (variant == Variant.UFS2 ? 24 : 104), blocks.size() * BLOCK / 512);
        blocks.forEach((block, content) -> {
            int fragment = allocate();
            image.put(fragment * FRAGMENT, content);
            point(at, block, fragment);
        });
        return at;
    }

    /** Leads a pointer of a file to a fragment, through indirect blocks where they are needed. */
    void point(int inode, long block, long fragment) {
        int pointers = inode + variant.pointersOffset();
        if (block < Variant.DIRECT) {
            putPointer(pointers + (int) block * variant.pointerSize(), fragment);
            return;
        }
        long perBlock = BLOCK / variant.pointerSize();
        long within = block - Variant.DIRECT;
        long span = perBlock;
        int level = 1;
        while (within >= span) {
            within -= span;
            span *= perBlock;
            level++;
        }
        int at = pointers + (Variant.DIRECT + level - 1) * variant.pointerSize();
        while (level-- > 0) {
            at = indirect(at) + (int) (within / (span /= perBlock)) * variant.pointerSize();
            within %= span;
        }
        fields.add(new Mutants.Field(at, variant.pointerSize()));
        putPointer(at, fragment);
    }

    private int indirect(int at) {
        if (pointer(at) == 0) {
            putPointer(at, allocate());
        }
        return (int) pointer(at) * FRAGMENT;
    }

    int allocate() {
        next += BLOCK / FRAGMENT;
        return next - BLOCK / FRAGMENT;
    }

    private long pointer(int at) {
        return variant.pointerSize() == 8 ? image.getLong(at) : image.getInt(at);
    }

    void putPointer(int at, long fragment) {
        if (variant.pointerSize() == 8) {
            image.putLong(at, fragment);
        } else {
            image.putInt(at, (int) fragment);
        }
    }

    /** A folder with as many pieces of 512 bytes as it needs. */
    int folder(int number, Map<String, Integer> entries) {
        ByteBuffer bytes = ByteBuffer.allocate(16 << 10).order(image.order());
        int at = record(bytes, 0, ".", number, 12);
        int last = at;
        at = record(bytes, at, "..", 2, 12);
        for (Map.Entry<String, Integer> entry : entries.entrySet()) {
            int length = (8 + entry.getKey().getBytes(StandardCharsets.UTF_8).length + 1 + 3) / 4 * 4;
            int end = (at + 511) / 512 * 512;
            if (at % 512 != 0 && end - at < length) {
                bytes.putShort(last + 4, (short) (end - last));
                at = end;
            }
            last = at;
            at = record(bytes, at, entry.getKey(), entry.getValue(), length);
        }
        int end = (at + 511) / 512 * 512;
        bytes.putShort(last + 4, (short) (end - last));
        int start = next * FRAGMENT;
        fields.addAll(Mutants.fields(start, start + Math.min(end, 256), 4));
        return file(number, 040755, java.util.Arrays.copyOf(bytes.array(), end));
    }

    private int record(ByteBuffer bytes, int at, String name, int inode, int length) {
        byte[] raw = name.getBytes(StandardCharsets.UTF_8);
        bytes.putInt(at, inode).putShort(at + 4, (short) length).put(at + 8, raw);
        if (variant.typedEntries()) {
            bytes.put(at + 7, (byte) raw.length);
        } else {
            bytes.putShort(at + 6, (short) raw.length);
        }
        return at + length;
    }

    void put32(int at, int... values) {
        for (int i = 0; i < values.length; i++) {
            image.putInt(at + 4 * i, values[i]);
        }
    }
}
