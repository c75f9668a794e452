package htg.fsimage.ext;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import htg.fsimage.volume.UnsupportedFormatException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * The features of a file system.
 *
 * @param compatible the superblock's word of features that need no knowing
 * @param incompatible those without which it would be misread
 * @param readOnly those without which it must not be written
 */
record Features(int compatible, int incompatible, int readOnly) {
    private static final EnumSet<Feature> UNREADABLE =
            EnumSet.of(Feature.COMPRESSION, Feature.JOURNAL_DEV, Feature.DIRDATA);
    /** What {@code blkid} lets an ext2 have; an ext3 may also need recovery. */
    private static final EnumSet<Feature> OLD =
            EnumSet.of(Feature.FILETYPE, Feature.META_BG, Feature.SPARSE_SUPER, Feature.LARGE_FILE, Feature.BTREE_DIR);

    static Features of(Structure superblock) throws CorruptFileSystemException {
        return new Features(
                superblock.s32(Feature.Word.COMPATIBLE.offset()),
                superblock.s32(Feature.Word.INCOMPATIBLE.offset()),
                superblock.s32(Feature.Word.READ_ONLY.offset()));
    }

    /** The file systems of 1993 name none. */
    static Features none() {
        return new Features(0, 0, 0);
    }

    boolean has(Feature feature) {
        return (word(feature.word()) & feature.bit()) != 0;
    }

    private int word(Feature.Word word) {
        return switch (word) {
            case COMPATIBLE -> compatible;
            case INCOMPATIBLE -> incompatible;
            case READ_ONLY -> readOnly;
        };
    }

    /** The type that {@code blkid} tells. */
    String type() {
        if (has(Feature.JOURNAL_DEV)) {
            return "jbd";
        }
        EnumSet<Feature> allowed = EnumSet.copyOf(OLD);
        if (has(Feature.HAS_JOURNAL)) {
            allowed.add(Feature.NEEDS_RECOVERY);
        }
        boolean old =
                bitsBeside(Feature.Word.INCOMPATIBLE, allowed) == 0 && bitsBeside(Feature.Word.READ_ONLY, allowed) == 0;
        if (!old) {
            return "ext4";
        }
        return has(Feature.HAS_JOURNAL) ? "ext3" : "ext2";
    }

    private int bitsBeside(Feature.Word word, EnumSet<Feature> allowed) {
        int bits = word(word);
        for (Feature feature : allowed) {
            bits &= feature.word() == word ? ~feature.bit() : -1;
        }
        return bits;
    }

    /** Throws when there is one without which the files would be misread. */
    void requireReadable() throws UnsupportedFormatException {
        if (has(Feature.JOURNAL_DEV)) {
            throw new UnsupportedFormatException(
                    "this is the journal of an ext3 or ext4 file system on another device; it holds no files");
        }
        EnumSet<Feature> readable = EnumSet.complementOf(UNREADABLE);
        int unreadable = bitsBeside(Feature.Word.INCOMPATIBLE, readable);
        if (unreadable != 0) {
            throw new UnsupportedFormatException("the ext file system has a feature that is not read: "
                    + String.join(", ", names(Feature.Word.INCOMPATIBLE, unreadable)));
        }
    }

    /** All of them as {@code dumpe2fs} shows them, also those without a name. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (Feature.Word word : Feature.Word.values()) {
            names.addAll(names(word, word(word)));
        }
        return names;
    }

    private static List<String> names(Feature.Word word, int bits) {
        List<String> names = new ArrayList<>();
        int rest = bits;
        for (Feature feature : Feature.values()) {
            if (feature.word() == word && (rest & feature.bit()) != 0) {
                names.add(feature.label());
                rest &= ~feature.bit();
            }
        }
        if (rest != 0) {
            names.add("unknown 0x%x".formatted(rest));
        }
        return names;
    }
}
