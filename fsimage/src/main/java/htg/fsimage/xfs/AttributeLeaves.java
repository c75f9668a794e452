package htg.fsimage.xfs;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Attributes in blocks of their own ("Leaf Attributes", "Node Attributes", "Remote Values"). */
final class AttributeLeaves {
    private static final int LEAF_4 = 0xFBEE;
    private static final int LEAF_5 = 0x3BEE;
    private static final int HEADER_4 = 32;
    private static final int HEADER_5 = 80;
    private static final int LOCAL = 0x01;
    private static final long LONGEST_VALUE = 64 << 10;
    private static final int REMOTE_MAGIC = 0x5841524D;
    private static final int REMOTE_HEADER = 56;

    private final Disk disk;
    private final ForkBlocks blocks;

    AttributeLeaves(Disk disk, ForkBlocks blocks) {
        this.disk = disk;
        this.blocks = blocks;
    }

    void addTo(ExtendedAttributes attributes) throws IOException {
        HashTree tree = new HashTree(blocks, disk.checksums(), 1, "block of attributes");
        Optional<Structure> leaf = tree.leaf(0, 0);
        while (leaf.isPresent()) {
            add(leaf.get(), attributes);
            leaf = tree.next(leaf.get());
        }
    }

    private void add(Structure leaf, ExtendedAttributes attributes) throws IOException {
        boolean sealed = disk.checksums();
        leaf.require(HashTree.magic(leaf) == (sealed ? LEAF_5 : LEAF_4), "it is no leaf of attributes");
        int header = sealed ? HEADER_5 : HEADER_4;
        int count = leaf.u16(sealed ? 56 : 12);
        leaf.require(header + count * 8 <= leaf.length(), "it cannot have " + count + " attributes");
        for (int i = 0; i < count; i++) {
            int entry = header + i * 8;
            add(leaf, leaf.u16(entry + 4), leaf.u8(entry + 6), attributes);
        }
    }

    private void add(Structure leaf, int at, int flags, ExtendedAttributes attributes) throws IOException {
        if ((flags & LOCAL) != 0) {
            int value = leaf.u16(at);
            int name = leaf.u8(at + 2);
            attributes.add(leaf, flags, leaf.bytes(at + 3, name), () -> leaf.bytes(at + 3 + name, value));
        } else {
            long block = leaf.u32(at);
            long length = leaf.u32(at + 4);
            int name = leaf.u8(at + 8);
            attributes.add(leaf, flags, leaf.bytes(at + 9, name), () -> remote(leaf, block, length));
        }
    }

    private byte[] remote(Structure leaf, long block, long length) throws IOException {
        leaf.require(length <= LONGEST_VALUE, "an attribute cannot have " + length + " bytes");
        if (disk.checksums()) {
            return sealed(block, (int) length);
        }
        int size = disk.geometry().blockSize();
        Structure value = blocks.read("block of a value", block, (int) ((length + size - 1) / size));
        return value.bytes(0, (int) length);
    }

    /** Each block has a header that says which part of the value it is. */
    private byte[] sealed(long first, int length) throws IOException {
        byte[] value = new byte[length];
        int done = 0;
        for (long block = first; done < length; block++) {
            Structure part = blocks.read("block of a value", block, 1, Seal.REMOTE);
            part.require(part.s32(0) == REMOTE_MAGIC, "it is no block of a value");
            long count = part.u32(8);
            requirePart(part, done, count, length);
            System.arraycopy(part.bytes(REMOTE_HEADER, (int) count), 0, value, done, (int) count);
            done += (int) count;
        }
        return Arrays.copyOf(value, done);
    }

    private static void requirePart(Structure part, int done, long count, int length)
            throws CorruptFileSystemException {
        part.require(part.u32(4) == done && count > 0 && count <= length - done, "it has another part of the value");
    }
}
