package htg.fsimage.btrfs;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;

/** An image with a little of everything. */
final class BtrfsSamples {
    /** 10,000 bytes that do not repeat. */
    static final byte[] PLAIN = random(10_000);

    private BtrfsSamples() {}

    static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    static byte[] zlib(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(packed)) {
            deflater.write(plain);
        } catch (java.io.IOException impossible) {
            throw new AssertionError(impossible);
        }
        return packed.toByteArray();
    }

    /** A frame with one run: {@code size} times the same byte. */
    static byte[] zstd(int size, byte value) {
        return ByteBuffer.allocate(10)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0xFD2FB528)
                .put((byte) 0)
                .put((byte) 0x40)
                .putInt((size << 3) | 3)
                .put(9, value)
                .array();
    }

    /** Two segments of 100 literals and the end of a stream each. */
    static byte[] lzo(byte value) {
        ByteBuffer packed = ByteBuffer.allocate(4 + 2 * (4 + 1 + 100 + 3)).order(ByteOrder.LITTLE_ENDIAN);
        packed.putInt(packed.capacity());
        for (int segment = 0; segment < 2; segment++) {
            packed.putInt(104).put((byte) 117);
            for (int i = 0; i < 100; i++) {
                packed.put(value);
            }
            packed.put((byte) 17).put((byte) 0).put((byte) 0);
        }
        return packed.array();
    }

    static BtrfsImage all(Profile profile) {
        BtrfsImage image = new BtrfsImage(profile);
        files(image, Key.FS_TREE);
        image.subvolume(300)
                .entry(5, 256, 300, "sub", 2, new Key(300, Key.ROOT_ITEM, -1))
                .reference(5, 300, 256, "sub")
                .inode(300, 257, 040700, 0, 0)
                .entry(300, 256, 2, "etc", 2, new Key(257, Key.INODE_ITEM, 0))
                .inode(300, 258, 040700, 0, 0)
                .entry(300, 256, 3, "usr", 2, new Key(258, Key.INODE_ITEM, 0))
                .subvolume(301)
                .entry(300, 257, 2, "nested", 2, new Key(301, Key.ROOT_ITEM, -1))
                .reference(300, 301, 257, "nested")
                .file(301, 257, "in the nested", 3, 0)
                .inline(301, 257, Packing.NONE, 3, new byte[] {'i', 'n', '\n'});
        image.subvolume(302)
                .entry(5, 256, 302, "snapshot", 2, new Key(302, Key.ROOT_ITEM, -1))
                .reference(5, 302, 256, "snapshot")
                .entry(302, 256, 2, "nested", 2, new Key(301, Key.ROOT_ITEM, -1));
        return image.finish();
    }

    private static void files(BtrfsImage image, long tree) {
        int length = PLAIN.length;
        image.file(tree, 260, "plain", length, 0)
                .extent(tree, 260, 0, 1, Packing.NONE, image.store(PLAIN, true), length, new long[] {12_288, 0, 12_288
                });
        image.file(tree, 261, "inline", 5, 0).inline(tree, 261, Packing.NONE, 5, new byte[] {1, 2, 3, 4, 5});
        byte[] zlib = zlib(PLAIN);
        image.file(tree, 262, "zlib", 3 * 4096, 0)
                .extent(tree, 262, 4096, 1, Packing.ZLIB, image.store(zlib, true), zlib.length, new long[] {
                    12_288, 4096, 8192
                });
        image.file(tree, 263, "zstd", 100_000, 0)
                .extent(tree, 263, 0, 1, Packing.ZSTD, image.store(zstd(100_000, (byte) 'z'), true), 10, new long[] {
                    102_400, 0, 102_400
                });
        image.file(tree, 264, "lzo", 300, 0).inline(tree, 264, Packing.LZO, 200, lzo((byte) 'o'));
        image.file(tree, 265, "prealloc", 9000, 0)
                .extent(tree, 265, 0, 2, Packing.NONE, image.store(PLAIN, true), 4096, new long[] {4096, 0, 4096});
        image.file(tree, 266, "unchecked", 4096, 1)
                .extent(tree, 266, 0, 1, Packing.NONE, image.store(random(4096), false), 4096, new long[] {4096, 0, 4096
                });
        image.inode(tree, 267, 0120777, 5, 0)
                .entry(tree, 256, 267, "link", 7, new Key(267, Key.INODE_ITEM, 0))
                .inline(tree, 267, Packing.NONE, 5, new byte[] {'p', 'l', 'a', 'i', 'n'});
        image.inode(tree, 268, 060600, 0, 0).entry(tree, 256, 268, "device", 4, new Key(268, Key.INODE_ITEM, 0));
        image.tree(tree)
                .put(
                        new Key(260, Key.XATTR_ITEM, 1),
                        BtrfsImage.namedItem(new Key(0, 0, 0), 8, "user.note", new byte[] {7, 8}));
    }
}
