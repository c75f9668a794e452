package htg.fsimage.ext;

/** A feature that a superblock may name, with its name in {@code mke2fs -O}. In the order of the superblock's bits. */
enum Feature {
    DIR_PREALLOC(Word.COMPATIBLE, 0x1, "dir_prealloc"),
    IMAGIC_INODES(Word.COMPATIBLE, 0x2, "imagic_inodes"),
    HAS_JOURNAL(Word.COMPATIBLE, 0x4, "has_journal"),
    EXT_ATTR(Word.COMPATIBLE, 0x8, "ext_attr"),
    RESIZE_INODE(Word.COMPATIBLE, 0x10, "resize_inode"),
    DIR_INDEX(Word.COMPATIBLE, 0x20, "dir_index"),
    LAZY_BG(Word.COMPATIBLE, 0x40, "lazy_bg"),
    SNAPSHOT_BITMAP(Word.COMPATIBLE, 0x100, "snapshot_bitmap"),
    SPARSE_SUPER2(Word.COMPATIBLE, 0x200, "sparse_super2"),
    FAST_COMMIT(Word.COMPATIBLE, 0x400, "fast_commit"),
    STABLE_INODES(Word.COMPATIBLE, 0x800, "stable_inodes"),
    ORPHAN_FILE(Word.COMPATIBLE, 0x1000, "orphan_file"),

    COMPRESSION(Word.INCOMPATIBLE, 0x1, "compression"),
    FILETYPE(Word.INCOMPATIBLE, 0x2, "filetype"),
    NEEDS_RECOVERY(Word.INCOMPATIBLE, 0x4, "needs_recovery"),
    JOURNAL_DEV(Word.INCOMPATIBLE, 0x8, "journal_dev"),
    META_BG(Word.INCOMPATIBLE, 0x10, "meta_bg"),
    EXTENT(Word.INCOMPATIBLE, 0x40, "extent"),
    WIDE(Word.INCOMPATIBLE, 0x80, "64bit"),
    MMP(Word.INCOMPATIBLE, 0x100, "mmp"),
    FLEX_BG(Word.INCOMPATIBLE, 0x200, "flex_bg"),
    EA_INODE(Word.INCOMPATIBLE, 0x400, "ea_inode"),
    DIRDATA(Word.INCOMPATIBLE, 0x1000, "dirdata"),
    METADATA_CSUM_SEED(Word.INCOMPATIBLE, 0x2000, "metadata_csum_seed"),
    LARGE_DIR(Word.INCOMPATIBLE, 0x4000, "large_dir"),
    INLINE_DATA(Word.INCOMPATIBLE, 0x8000, "inline_data"),
    ENCRYPT(Word.INCOMPATIBLE, 0x10000, "encrypt"),
    CASEFOLD(Word.INCOMPATIBLE, 0x20000, "casefold"),

    SPARSE_SUPER(Word.READ_ONLY, 0x1, "sparse_super"),
    LARGE_FILE(Word.READ_ONLY, 0x2, "large_file"),
    BTREE_DIR(Word.READ_ONLY, 0x4, "btree_dir"),
    HUGE_FILE(Word.READ_ONLY, 0x8, "huge_file"),
    UNINIT_BG(Word.READ_ONLY, 0x10, "uninit_bg"),
    DIR_NLINK(Word.READ_ONLY, 0x20, "dir_nlink"),
    EXTRA_ISIZE(Word.READ_ONLY, 0x40, "extra_isize"),
    SNAPSHOT(Word.READ_ONLY, 0x80, "snapshot"),
    QUOTA(Word.READ_ONLY, 0x100, "quota"),
    BIGALLOC(Word.READ_ONLY, 0x200, "bigalloc"),
    METADATA_CSUM(Word.READ_ONLY, 0x400, "metadata_csum"),
    REPLICA(Word.READ_ONLY, 0x800, "replica"),
    READ_ONLY_IMAGE(Word.READ_ONLY, 0x1000, "read-only"),
    PROJECT(Word.READ_ONLY, 0x2000, "project"),
    SHARED_BLOCKS(Word.READ_ONLY, 0x4000, "shared_blocks"),
    VERITY(Word.READ_ONLY, 0x8000, "verity"),
    ORPHAN_PRESENT(Word.READ_ONLY, 0x10000, "orphan_present");

    /** What not to know a feature means. */
    enum Word {
        /** Nothing. */
        COMPATIBLE(0x5C),
        /** That the file system would be misread. */
        INCOMPATIBLE(0x60),
        /** That it must not be written. */
        READ_ONLY(0x64);

        private final int offset;

        Word(int offset) {
            this.offset = offset;
        }

        /** Where the superblock has it. */
        int offset() {
            return offset;
        }
    }

    private final Word word;
    private final int bit;
    private final String label;

    Feature(Word word, int bit, String label) {
        this.word = word;
        this.bit = bit;
        this.label = label;
    }

    Word word() {
        return word;
    }

    int bit() {
        return bit;
    }

    String label() {
        return label;
    }
}
