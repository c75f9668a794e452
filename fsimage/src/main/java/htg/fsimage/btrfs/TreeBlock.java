package htg.fsimage.btrfs;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;

/** A verified tree node: a leaf with items, or keys with pointers to nodes below. */
final class TreeBlock {
    private static final int HEADER = 0x65;
    private static final int ITEM = 25;
    private static final int POINTER = 33;

    private final NodePointer pointer;
    private final byte[] raw;
    private final ByteBuffer fields;
    private final int count;

    private TreeBlock(NodePointer pointer, byte[] raw) {
        this.pointer = pointer;
        this.raw = raw;
        this.fields = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
        this.count = fields.getInt(0x60);
    }

    /**
     * Verifies a node that was read.
     *
     * @param owners UUIDs of file systems whose nodes may be here; empty when they are not known yet
     */
    static TreeBlock parse(NodePointer pointer, byte[] raw, ChecksumType checksum, Set<UUID> owners)
            throws CorruptFileSystemException {
        TreeBlock block = new TreeBlock(pointer, raw);
        int covered = BtrfsSuperblock.CHECKSUM_FIELD;
        byte[] sum = checksum.of(raw, covered, raw.length - covered);
        block.require(Arrays.equals(sum, 0, sum.length, raw, 0, sum.length), "its checksum is wrong");
        block.require(block.fields.getLong(0x30) == pointer.address(), "it belongs elsewhere");
        block.require(owners.isEmpty() || owners.contains(block.owner()), "it is of another file system");
        long generation = block.fields.getLong(0x50);
        block.require(
                generation == pointer.generation(),
                "it was written by transaction " + generation + ", not " + pointer.generation());
        block.require(raw[0x64] == pointer.level(), "its level is " + raw[0x64] + ", not " + pointer.level());
        block.requireSound();
        return block;
    }

    private UUID owner() {
        ByteBuffer big = ByteBuffer.wrap(raw, 0x20, 16);
        return new UUID(big.getLong(), big.getLong());
    }

    private void requireSound() throws CorruptFileSystemException {
        int entry = isLeaf() ? ITEM : POINTER;
        require(count >= 0 && count <= (raw.length - HEADER) / entry, "it has " + count + " entries");
        require(isLeaf() || count > 0, "it has no entries");
        for (int slot = 1; slot < count; slot++) {
            require(compare(slot - 1, key(slot)) < 0, "its keys are not in order at " + slot);
        }
        for (int slot = 0; isLeaf() && slot < count; slot++) {
            int at = at(slot);
            long offset = Integer.toUnsignedLong(fields.getInt(at + 17));
            long size = Integer.toUnsignedLong(fields.getInt(at + 21));
            require(
                    offset >= (long) count * ITEM && offset + size <= raw.length - HEADER,
                    "item " + slot + " leaves it");
        }
    }

    private int at(int slot) {
        return HEADER + slot * (isLeaf() ? ITEM : POINTER);
    }

    boolean isLeaf() {
        return pointer.level() == 0;
    }

    int count() {
        return count;
    }

    int level() {
        return pointer.level();
    }

    Key key(int slot) {
        int at = at(slot);
        return new Key(fields.getLong(at), Byte.toUnsignedInt(raw[at + 8]), fields.getLong(at + 9));
    }

    /** Compares a key of this node with another one. */
    int compare(int slot, Key key) {
        int at = at(slot);
        int order = Long.compareUnsigned(fields.getLong(at), key.object());
        if (order == 0) {
            order = Integer.compare(Byte.toUnsignedInt(raw[at + 8]), key.type());
        }
        return order != 0 ? order : Long.compareUnsigned(fields.getLong(at + 9), key.offset());
    }

    /** The last slot whose key is not behind this one; -1 where all are. */
    int find(Key key) {
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(middle, key) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /** The node that a slot points to. */
    NodePointer child(int slot) {
        int at = at(slot) + Key.SIZE;
        return new NodePointer(fields.getLong(at), fields.getLong(at + 8), pointer.level() - 1);
    }

    int itemSize(int slot) {
        return fields.getInt(at(slot) + 21);
    }

    /** Where an item's bytes begin within this node. */
    private int itemOffset(int slot) {
        return HEADER + fields.getInt(at(slot) + 17);
    }

    /** An item's bytes. */
    Structure item(int slot, String name) throws CorruptFileSystemException {
        int from = itemOffset(slot);
        byte[] bytes = Arrays.copyOfRange(raw, from, from + itemSize(slot));
        return Structure.of(name + " " + key(slot) + " in " + this, -1, bytes, ByteOrder.LITTLE_ENDIAN);
    }

    /** Copies a part of an item, which the caller has measured. */
    void copy(int slot, int offset, byte[] into, int to, int length) {
        System.arraycopy(raw, itemOffset(slot) + offset, into, to, length);
    }

    void require(boolean sound, String problem) throws CorruptFileSystemException {
        if (!sound) {
            throw new CorruptFileSystemException(toString(), -1, problem);
        }
    }

    @Override
    public String toString() {
        return "btrfs node at address " + Long.toUnsignedString(pointer.address());
    }
}
