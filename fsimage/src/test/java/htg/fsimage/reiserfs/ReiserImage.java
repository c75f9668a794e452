package htg.fsimage.reiserfs;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A file system written by hand, since no program fills one without its kernel: all kinds of items in a tree of as many levels as it
 * takes, which reiserfsck finds sound.
 */
final class ReiserImage {
    private static final int JOURNAL = 512;

    private final int blockSize;
    private final long blocks;
    private final boolean format36;
    private final NameHash hash;
    private final int superblock;
    private final Map<Long, byte[]> written = new TreeMap<>();
    private final BitSet used = new BitSet();
    private final List<ReiserObject> objects = new ArrayList<>();
    private final Map<ReiserObject, ReiserObject> above = new HashMap<>();
    private final ReiserObject root;
    private final List<Long> tree = new ArrayList<>();
    private long next;

    ReiserImage(int blockSize, long blocks, boolean format36, NameHash hash) {
        this(blockSize, blocks, format36, hash, 65_536);
    }

    ReiserImage(int blockSize, long blocks, boolean format36, NameHash hash, int place) {
        this.blockSize = blockSize;
        this.blocks = blocks;
        this.format36 = format36;
        this.hash = hash;
        this.superblock = place / blockSize;
        this.next = superblock + 3L + JOURNAL;
        used.set(0, (int) next);
        for (long bitmap = 8L * blockSize; bitmap < blocks; bitmap += 8L * blockSize) {
            used.set((int) bitmap);
        }
        root = new ReiserObject(1, 2, 040755);
        root.links = 3;
        objects.add(root);
        above.put(root, new ReiserObject(0, 1, 0));
    }

    ReiserObject root() {
        return root;
    }

    NameHash hash() {
        return hash;
    }

    /** The blocks of the tree, after {@link #finish}. */
    List<Long> tree() {
        return tree;
    }

    int blockSize() {
        return blockSize;
    }

    int superblockPlace() {
        return superblock * blockSize;
    }

    ReiserObject add(ReiserObject folder, String name, int mode) {
        ReiserObject object = new ReiserObject(folder.number, objects.size() + 2, mode);
        objects.add(object);
        above.put(object, folder);
        folder.add(name, object, hash);
        return object;
    }

    void link(ReiserObject folder, String name, ReiserObject object) {
        folder.add(name, object, hash);
    }

    ReiserObject file(ReiserObject folder, String name, byte[] content) {
        ReiserObject file = add(folder, name, 0100644);
        file.size = content.length;
        boolean small = content.length < 4 * blockSize;
        int tail = small ? content.length % blockSize : 0;
        if (tail > blockSize - 24 - 2 * 24 - 44 - 4) {
            tail = 0;
        }
        file.tail = Arrays.copyOfRange(content, content.length - tail, content.length);
        for (int at = 0; at < content.length - tail; at += blockSize) {
            block(file, at / blockSize, Arrays.copyOfRange(content, at, Math.min(at + blockSize, content.length)));
        }
        file.blockCount = (content.length - tail + blockSize - 1L) / blockSize;
        return file;
    }

    /** Gives a block of a file its content; those before it that have none are holes. */
    void block(ReiserObject file, long index, byte[] content) {
        file.blocks.put(index, write(Arrays.copyOf(content, blockSize)));
        file.blockCount = Math.max(file.blockCount, index + 1);
    }

    ReiserObject symbolicLink(ReiserObject folder, String name, String target) {
        ReiserObject link = add(folder, name, 0120777);
        link.tail = target.getBytes(StandardCharsets.UTF_8);
        link.size = link.tail.length;
        return link;
    }

    private long allocate() {
        while (used.get((int) next)) {
            next++;
        }
        if (next >= blocks) {
            throw new IllegalStateException("the image is full");
        }
        used.set((int) next);
        return next;
    }

    private long write(byte[] block) {
        long number = allocate();
        written.put(number, block);
        return number;
    }

    /** Extended attributes of an object, where Linux hides them. */
    void attributes(ReiserObject object, Map<String, byte[]> values) {
        if (values.isEmpty()) {
            return;
        }
        ReiserObject hidden = folder(folder(root, HiddenAttributes.FOLDER), "xattrs");
        ReiserObject own = folder(hidden, "%X.%X".formatted(object.number, generation(object)));
        values.forEach((name, value) -> {
            long sum = 0;
            for (int i = 0; i < value.length; i++) {
                sum += Byte.toUnsignedLong(value[i]) << (i % 2 * 8);
            }
            ByteBuffer content = ByteBuffer.allocate(8 + value.length).order(ByteOrder.LITTLE_ENDIAN);
            content.putInt(0x52465841).putInt((int) sum).put(value);
            file(own, name, LeafWriter.bytes(content));
        });
    }

    private ReiserObject folder(ReiserObject above, String name) {
        return above.names.values().stream()
                .filter(one -> one.text().equals(name))
                .map(ReiserObject.Name::target)
                .findFirst()
                .orElseGet(() -> add(above, name, 040700));
    }

    private static int generation(ReiserObject object) {
        return (int) object.number * 3 + 7;
    }

    /** Writes the tree, the bitmaps and the superblock. */
    void finish() {
        LeafWriter leaves = new LeafWriter(blockSize, format36);
        objects.stream()
                .sorted(Comparator.<ReiserObject>comparingLong(one -> one.folder)
                        .thenComparingLong(one -> one.number))
                .forEach(one -> write(leaves, one));
        List<LeafWriter.Node> nodes = leaves.finish();
        List<Long> places = place(nodes);
        int height = 2;
        while (nodes.size() > 1) {
            nodes = NodeWriter.above(nodes, places, height++, blockSize);
            places = place(nodes);
        }
        writeSuperblock(places.get(0), height);
        writeBitmaps();
    }

    private List<Long> place(List<LeafWriter.Node> nodes) {
        List<Long> places = nodes.stream().map(node -> write(node.bytes())).toList();
        tree.addAll(places);
        return places;
    }

    private void write(LeafWriter leaves, ReiserObject object) {
        if (object.isFolder()) {
            object.size = object.allNames(object).stream()
                    .mapToInt(one -> 16 + LeafWriter.stored(one.name().length, format36))
                    .sum();
        }
        leaves.stat(object, format36 ? stat36(object) : stat35(object));
        if (object.isFolder()) {
            leaves.names(object, java.util.Objects.requireNonNull(above.get(object)));
            return;
        }
        int[] pointers = new int[(int) object.blockCount];
        object.blocks.forEach((index, block) -> pointers[index.intValue()] = block.intValue());
        leaves.pointers(object, pointers);
        leaves.tail(object, object.blockCount * blockSize, object.tail);
    }

    private int sectors(ReiserObject object) {
        if (object.isFolder() || (object.mode & 0170000) == 0120000) {
            return (int) ((object.size + 511) / 512);
        }
        int tail = object.tail.length == 0 ? 0 : blockSize;
        return (object.blocks.size() * blockSize + tail) / 512;
    }

    private byte[] stat36(ReiserObject object) {
        ByteBuffer fields = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
        fields.putShort((short) object.mode)
                .putShort((short) 0)
                .putInt(object.links)
                .putLong(object.size);
        fields.putInt((int) object.owner).putInt((int) object.group);
        fields.putInt((int) object.modified + 1).putInt((int) object.modified).putInt((int) object.modified + 2);
        fields.putInt(sectors(object)).putInt(object.device == 0 ? generation(object) : object.device);
        return LeafWriter.bytes(fields);
    }

    private byte[] stat35(ReiserObject object) {
        ByteBuffer fields = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
        fields.putShort((short) object.mode).putShort((short) object.links);
        fields.putShort((short) object.owner).putShort((short) object.group).putInt((int) object.size);
        fields.putInt((int) object.modified + 1).putInt((int) object.modified).putInt((int) object.modified + 2);
        fields.putInt(object.device == 0 ? sectors(object) : object.device);
        fields.putInt(object.tail.length == 0 ? -1 : (int) object.blockCount * blockSize + 1);
        return LeafWriter.bytes(fields);
    }

    private void writeSuperblock(long rootBlock, int height) {
        ByteBuffer fields = ByteBuffer.allocate(blockSize).order(ByteOrder.LITTLE_ENDIAN);
        fields.putInt((int) blocks).putInt((int) blocks - used.cardinality()).putInt((int) rootBlock);
        fields.putInt(superblock + 2).putInt(0).putInt(JOURNAL).putInt(256).putInt(0x13F5F152);
        fields.putInt(225).putInt(30).putInt(0);
        int map = format36 ? 204 : 76;
        fields.putShort((short) blockSize)
                .putShort((short) ((blockSize - map) / 4 / 2 * 2))
                .putShort((short) 2);
        fields.putShort((short) 1).put("ReIsEr3Fs".getBytes(StandardCharsets.US_ASCII));
        fields.putShort(62, (short) 0).putInt(64, hash.code()).putShort(68, (short) height);
        fields.putShort(70, (short) ((blocks + 8L * blockSize - 1) / (8L * blockSize)));
        fields.putShort(72, (short) (format36 ? 2 : 0)).putShort(74, (short) (JOURNAL + 1));
        if (format36) {
            fields.putInt(80, 1).put(84, "0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
            fields.put(100, "label".getBytes(StandardCharsets.US_ASCII));
        }
        fields.putInt(map, 1).putInt(map + 4, objects.size() + 2);
        written.put((long) superblock, LeafWriter.bytes(fields));
        byte[] journalHeader = new byte[blockSize];
        fields.get(12, journalHeader, 12, 32);
        written.put(superblock + 2L + JOURNAL, journalHeader);
    }

    private void writeBitmaps() {
        for (long first = 0; first < blocks; first += 8L * blockSize) {
            byte[] bitmap = new byte[blockSize];
            Arrays.fill(bitmap, (byte) 0xFF);
            for (int i = 0; i < 8 * blockSize && first + i < blocks; i++) {
                if (!used.get((int) first + i)) {
                    bitmap[i / 8] &= (byte) ~(1 << (i % 8));
                }
            }
            written.put(first == 0 ? superblock + 1L : first, bitmap);
        }
    }

    byte[] bytes() {
        byte[] image = new byte[(int) (blocks * blockSize)];
        written.forEach((number, block) -> System.arraycopy(block, 0, image, (int) (number * blockSize), blockSize));
        return image;
    }

    void write(Path file) throws IOException {
        try (RandomAccessFile image = new RandomAccessFile(file.toFile(), "rw")) {
            image.setLength(blocks * blockSize);
            for (Map.Entry<Long, byte[]> block : written.entrySet()) {
                image.seek(block.getKey() * blockSize);
                image.write(block.getValue());
            }
        }
    }
}
