package htg.fsimage.btrfs;

import htg.fsimage.testkit.Mutants;
import htg.fsimage.volume.Volume;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A small btrfs made by hand, with what mkfs does not make: subvolumes, packed extents, several devices. */
final class BtrfsImage {
    static final UUID FSID = new UUID(0x1122334455667788L, 0x99AABBCCDDEEFF00L);
    static final int NODE = 16_384;
    static final int SECTOR = 4096;
    static final int SUPERBLOCK = 64 << 10;
    static final long GENERATION = 7;
    static final long TREES = 1 << 20;
    static final long DATA = 2 << 20;
    /** Where the first copies are on their devices. */
    static final int TREES_PLACE = 128 << 10;

    static final int CHUNK = 512 << 10;
    static final int DATA_PLACE = TREES_PLACE + 2 * CHUNK;
    private static final int DEVICE = DATA_PLACE + 2 * CHUNK;
    private static final long ROOT_TREE = 1;
    private static final long CHUNK_TREE = 3;

    /** Superblock fields that a test may want to be others. */
    long incompat = 0x361;

    long logRoot;

    private final Profile profile;
    private final int deviceCount;
    private final Map<Long, Map<Key, byte[]>> trees = new TreeMap<>();
    private final List<byte[]> devices = new ArrayList<>();
    private final List<Integer> nodes = new ArrayList<>();
    private long nextData = DATA;
    private long nextNode = TREES;

    /** An empty one with a top level. */
    BtrfsImage(Profile profile) {
        this.profile = profile;
        this.deviceCount = profile == Profile.SINGLE || profile == Profile.DUP ? 1 : profile.copies();
        for (int i = 0; i < deviceCount; i++) {
            devices.add(new byte[DEVICE]);
        }
        subvolume(Key.FS_TREE);
        tree(Key.CSUM_TREE);
    }

    static ByteBuffer fields(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** All of a buffer's bytes, wherever its position is. */
    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.capacity()];
        buffer.duplicate().clear().get(bytes);
        return bytes;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static UUID deviceUuid(int device) {
        return new UUID(0, device + 1);
    }

    Map<Key, byte[]> tree(long id) {
        return trees.computeIfAbsent(id, ignored -> new TreeMap<>());
    }

    /** Adds an empty subvolume. */
    BtrfsImage subvolume(long id) {
        return inode(id, Key.FIRST, 040755, 0, 0);
    }

    BtrfsImage inode(long tree, long number, int mode, long size, long flags) {
        ByteBuffer item = fields(160);
        item.putLong(0, GENERATION)
                .putLong(16, size)
                .putInt(40, 1)
                .putInt(44, 1000)
                .putInt(52, mode);
        item.putLong(56, (259L << 20) | 70_000).putLong(64, flags).putLong(136, 1_700_000_000);
        tree(tree).put(new Key(number, Key.INODE_ITEM, 0), bytes(item));
        return this;
    }

    static byte[] namedItem(Key location, int type, String name, byte[] value) {
        ByteBuffer item = fields(30 + utf8(name).length + value.length);
        item.putLong(location.object()).put((byte) location.type()).putLong(location.offset());
        item.putLong(GENERATION).putShort((short) value.length).putShort((short) utf8(name).length);
        return bytes(item.put((byte) type).put(utf8(name)).put(value));
    }

    /** Adds a name for an inode or a subvolume. */
    BtrfsImage entry(long tree, long folder, int index, String name, int type, Key location) {
        byte[] item = namedItem(location, type, name, new byte[0]);
        tree(tree).put(new Key(folder, Key.DIR_ITEM, NameHash.of(utf8(name))), item);
        tree(tree).put(new Key(folder, Key.DIR_INDEX, index), item);
        if (location.type() == Key.INODE_ITEM) {
            ByteBuffer reference = fields(10 + utf8(name).length).putLong(index);
            reference.putShort((short) utf8(name).length).put(utf8(name));
            tree(tree).put(new Key(location.object(), Key.INODE_REF, folder), bytes(reference));
        }
        return this;
    }

    /** Says where a subvolume is, in both directions. */
    BtrfsImage reference(long parent, long child, long folder, String name) {
        ByteBuffer item = fields(18 + utf8(name).length).putLong(folder).putLong(2);
        item.putShort((short) utf8(name).length).put(utf8(name));
        tree(ROOT_TREE).put(new Key(parent, Key.ROOT_REF, child), bytes(item));
        tree(ROOT_TREE).put(new Key(child, Key.ROOT_BACKREF, parent), bytes(item));
        return this;
    }

    BtrfsImage file(long tree, long number, String name, long size, long flags) {
        inode(tree, number, 0100644, size, flags);
        return entry(tree, Key.FIRST, (int) number, name, 1, new Key(number, Key.INODE_ITEM, 0));
    }

    BtrfsImage inline(long tree, long number, Packing packing, long plainLength, byte[] stored) {
        ByteBuffer item = fields(21 + stored.length);
        item.putLong(GENERATION)
                .putLong(plainLength)
                .put((byte) List.of(Packing.values()).indexOf(packing))
                .position(21);
        tree(tree).put(new Key(number, Key.EXTENT_DATA, 0), bytes(item.put(stored)));
        return this;
    }

    /** Stores data with its checksums, unless it has none; returns its address. */
    long store(byte[] stored, boolean checked) {
        long address = nextData;
        byte[] whole = Arrays.copyOf(stored, (stored.length + SECTOR - 1) / SECTOR * SECTOR);
        nextData += whole.length;
        for (int copy = 0; copy < profile.copies(); copy++) {
            System.arraycopy(whole, 0, device(copy), place(DATA_PLACE, copy) + (int) (address - DATA), whole.length);
        }
        ByteBuffer sums = fields(whole.length / SECTOR * 4);
        for (int at = 0; at < whole.length; at += SECTOR) {
            sums.put(ChecksumType.CRC32C.of(whole, at, SECTOR));
        }
        if (checked) {
            tree(Key.CSUM_TREE).put(new Key(Key.CSUM_OBJECT, Key.EXTENT_CSUM, address), bytes(sums));
        }
        return address;
    }

    BtrfsImage extent(
            long tree, long number, long start, int type, Packing packing, long address, int stored, long[] plain) {
        ByteBuffer item = fields(53);
        item.putLong(GENERATION)
                .putLong(plain[0])
                .put((byte) List.of(Packing.values()).indexOf(packing))
                .put(20, (byte) type);
        int whole = (stored + SECTOR - 1) / SECTOR * SECTOR;
        item.putLong(21, address).putLong(29, whole).putLong(37, plain[1]).putLong(45, plain[2]);
        tree(tree).put(new Key(number, Key.EXTENT_DATA, start), bytes(item));
        return this;
    }

    byte[] device(int copy) {
        return devices.get(deviceCount == 1 ? 0 : copy);
    }

    private int place(int first, int copy) {
        return first + (deviceCount == 1 ? copy * CHUNK : 0);
    }

    private byte[] chunk(long type, int first) {
        ByteBuffer item = fields(48 + 32 * profile.copies());
        int flag =
                profile == Profile.SINGLE ? 0 : 1 << (List.of(Profile.values()).indexOf(profile) + 2);
        item.putLong(CHUNK).putLong(2).putLong(64 << 10).putLong(type | flag);
        item.putInt(SECTOR)
                .putInt(SECTOR)
                .putInt(SECTOR)
                .putShort((short) profile.copies())
                .putShort((short) 1);
        for (int copy = 0; copy < profile.copies(); copy++) {
            int device = deviceCount == 1 ? 0 : copy;
            item.putLong(device + 1).putLong(place(first, copy)).put(big(deviceUuid(device)));
        }
        return bytes(item);
    }

    private static byte[] big(UUID uuid) {
        return bytes(
                ByteBuffer.allocate(16).putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits()));
    }

    private byte[] deviceItem(int device) {
        ByteBuffer item = fields(98).putLong(device + 1).putLong(DEVICE);
        return bytes(item.position(66).put(big(deviceUuid(device))).put(big(FSID)));
    }

    /** Writes the trees and superblocks; call it once. */
    BtrfsImage finish() {
        Map<Key, byte[]> chunks = tree(CHUNK_TREE);
        for (int device = 0; device < deviceCount; device++) {
            chunks.put(new Key(1, Key.DEV_ITEM, device + 1), deviceItem(device));
        }
        byte[] system = chunk(Chunk.SYSTEM | Chunk.METADATA, TREES_PLACE);
        chunks.put(new Key(256, Key.CHUNK_ITEM, TREES), system);
        chunks.put(new Key(256, Key.CHUNK_ITEM, DATA), chunk(Chunk.DATA, DATA_PLACE));
        for (long id : List.copyOf(trees.keySet())) {
            if (id != ROOT_TREE && id != CHUNK_TREE) {
                ByteBuffer item = fields(439).putLong(160, GENERATION).putLong(168, Key.FIRST);
                long[] root = write(id);
                item.putLong(176, root[0]).putInt(216, 1).put(238, (byte) root[1]);
                tree(ROOT_TREE).putIfAbsent(new Key(id, Key.ROOT_ITEM, 0), bytes(item));
            }
        }
        long[] chunkRoot = write(CHUNK_TREE);
        long[] root = write(ROOT_TREE);
        for (int device = 0; device < deviceCount; device++) {
            superblock(device, root, chunkRoot, system);
        }
        return this;
    }

    private void superblock(int device, long[] root, long[] chunkRoot, byte[] system) {
        ByteBuffer block = fields(4096);
        block.position(0x20).put(big(FSID)).putLong(SUPERBLOCK).putLong(1).put(utf8("_BHRfS_M"));
        block.putLong(GENERATION).putLong(root[0]).putLong(chunkRoot[0]).putLong(logRoot);
        block.putLong(0x70, DEVICE * (long) deviceCount).putLong(0x78, 200_000).putLong(0x80, 6);
        block.putLong(0x88, deviceCount).putInt(0x90, SECTOR).putInt(0x94, NODE).putInt(0xA0, 17 + system.length);
        block.putLong(0xA4, GENERATION).putLong(0xBC, incompat);
        block.put(0xC6, (byte) root[1]).put(0xC7, (byte) chunkRoot[1]);
        block.position(0xC9).put(deviceItem(device));
        block.position(0x12B).put(utf8("by hand"));
        block.position(0x32B)
                .putLong(256)
                .put((byte) Key.CHUNK_ITEM)
                .putLong(TREES)
                .put(system);
        System.arraycopy(bytes(block), 0, devices.get(device), SUPERBLOCK, 4096);
        seal(devices.get(device), SUPERBLOCK, 4096);
    }

    /** Writes a tree as one leaf, or as several with a node above; returns its address and level. */
    private long[] write(long id) {
        List<Map.Entry<Key, Long>> leaves = new ArrayList<>();
        List<Map.Entry<Key, byte[]>> pending = new ArrayList<>();
        int size = 0;
        for (Map.Entry<Key, byte[]> item : tree(id).entrySet()) {
            size += 25 + item.getValue().length;
            if (size > NODE - 0x65) {
                leaves.add(Map.entry(pending.get(0).getKey(), writeLeaf(id, pending)));
                pending.clear();
                size = 25 + item.getValue().length;
            }
            pending.add(item);
        }
        if (leaves.isEmpty()) {
            return new long[] {writeLeaf(id, pending), 0};
        }
        leaves.add(Map.entry(pending.get(0).getKey(), writeLeaf(id, pending)));
        ByteBuffer node = node(id, leaves.size(), 1);
        for (Map.Entry<Key, Long> leaf : leaves) {
            put(node, leaf.getKey()).putLong(leaf.getValue()).putLong(GENERATION);
        }
        return new long[] {place(node), 1};
    }

    private long writeLeaf(long id, List<Map.Entry<Key, byte[]>> items) {
        ByteBuffer leaf = node(id, items.size(), 0);
        int end = NODE;
        for (Map.Entry<Key, byte[]> item : items) {
            byte[] bytes = item.getValue();
            end -= bytes.length;
            leaf.put(end, bytes);
            put(leaf, item.getKey()).putInt(end - 0x65).putInt(bytes.length);
        }
        return place(leaf);
    }

    private static ByteBuffer put(ByteBuffer into, Key key) {
        return into.putLong(key.object()).put((byte) key.type()).putLong(key.offset());
    }

    private ByteBuffer node(long owner, int count, int level) {
        ByteBuffer node = fields(NODE);
        node.position(0x20).put(big(FSID)).putLong(nextNode).putLong(1).put(new byte[16]);
        return node.putLong(GENERATION).putLong(owner).putInt(count).put((byte) level);
    }

    private long place(ByteBuffer node) {
        byte[] bytes = bytes(node);
        seal(bytes, 0, NODE);
        long address = nextNode;
        for (int copy = 0; copy < profile.copies(); copy++) {
            int place = place(TREES_PLACE, copy) + (int) (address - TREES);
            System.arraycopy(bytes, 0, device(copy), place, NODE);
            nodes.add(place);
        }
        nextNode += NODE;
        return address;
    }

    private static void seal(byte[] bytes, int at, int length) {
        System.arraycopy(ChecksumType.CRC32C.of(bytes, at + 32, length - 32), 0, bytes, at, 4);
    }

    /** Corrects the checksums of a damaged copy of the first device. */
    void seal(byte[] image) {
        seal(image, SUPERBLOCK, 4096);
        nodes.forEach(node -> seal(image, node, NODE));
    }

    /** The numbers of the superblock, and of all first copies of nodes. */
    List<Mutants.Field> numbers() {
        List<Mutants.Field> numbers = new ArrayList<>(Mutants.fields(SUPERBLOCK + 0x20, SUPERBLOCK + 0x12B, 4));
        numbers.addAll(Mutants.fields(SUPERBLOCK + 0x32B, SUPERBLOCK + 0x3CB, 4));
        for (int node : nodes) {
            ByteBuffer first = ByteBuffer.wrap(devices.get(0)).order(ByteOrder.LITTLE_ENDIAN);
            int count = first.getInt(node + 0x60);
            int last = first.getInt(node + 0x65 + (count - 1) * 25 + 17);
            numbers.addAll(Mutants.fields(node + 0x20, node + 0x65, 1));
            numbers.addAll(Mutants.fields(node + 0x65, node + 0x65 + count * 25, 4));
            numbers.addAll(Mutants.fields(node + 0x65 + Math.max(0, Math.min(last, NODE - 0x65)), node + NODE - 8, 4));
        }
        return numbers;
    }

    List<Volume> volumes() {
        return devices.stream().map(Volume::of).toList();
    }
}
