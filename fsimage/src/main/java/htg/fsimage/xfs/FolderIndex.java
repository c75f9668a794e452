package htg.fsimage.xfs;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.util.Optional;

/** Finds a name in a folder of several blocks by its hash ("Leaf Directories", "Node Directories"). */
final class FolderIndex {
    /** Where the hashes are in the space of a folder, which has holes. */
    static final long PLACE = 32L << 30;

    private static final int SINGLE_4 = 0xD2F1;
    private static final int SINGLE_5 = 0x3DF1;
    private static final int LEAF_4 = 0xD2FF;
    private static final int LEAF_5 = 0x3DFF;
    private static final int HEADER_4 = 16;
    private static final int HEADER_5 = 64;
    /** Entries are aligned to this, and their places counted in it. */
    private static final int ALIGNMENT = 8;

    /** More names with the same hash are looked for without it. */
    private static final int MOST_ALIKE = 64;

    private final FolderBlocks blocks;
    private final boolean sealed;

    FolderIndex(FolderBlocks blocks, boolean sealed) {
        this.blocks = blocks;
        this.sealed = sealed;
    }

    /** Each byte is added to what the former ones became when turned by seven bits. */
    static int hash(byte[] name) {
        int hash = 0;
        for (byte letter : name) {
            hash = Integer.rotateLeft(hash, 7) ^ Byte.toUnsignedInt(letter);
        }
        return hash;
    }

    /** The entry with a name. */
    Optional<FolderEntry> find(String text, byte[] name) throws IOException {
        long hash = Integer.toUnsignedLong(hash(name));
        HashTree tree = blocks.tree();
        Optional<Structure> leaf = tree.leaf(blocks.indexBlock(), hash);
        int alike = 0;
        while (leaf.isPresent()) {
            Structure found = leaf.get();
            int header = sealed ? HEADER_5 : HEADER_4;
            int count = count(found);
            int at = HashTree.first(found, header, count, hash);
            for (; at < count && found.u32(header + at * 8) == hash; at++) {
                found.require(++alike <= MOST_ALIKE, "more than " + MOST_ALIKE + " names have the same hash");
                Optional<FolderEntry> entry = entry(found.u32(header + at * 8 + 4));
                if (entry.isPresent() && entry.get().name().equals(text)) {
                    return entry;
                }
            }
            // Entries with the same hash may go on in the next leaf.
            leaf = at == count ? tree.next(found) : Optional.empty();
        }
        return Optional.empty();
    }

    private int count(Structure leaf) throws CorruptFileSystemException {
        int magic = HashTree.magic(leaf);
        boolean known = sealed ? magic == SINGLE_5 || magic == LEAF_5 : magic == SINGLE_4 || magic == LEAF_4;
        leaf.require(known, "it is no leaf of a folder");
        return leaf.u16(sealed ? 56 : 12);
    }

    /** The entry at a place in the space of the folder; 0 is that of one that was deleted. */
    private Optional<FolderEntry> entry(long place) throws IOException {
        return place == 0 ? Optional.empty() : Optional.of(blocks.entry(place * ALIGNMENT));
    }
}
