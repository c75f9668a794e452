package htg.fsimage.ufs;

/** Who laid the file system out: what its inodes and folders look like. */
enum Variant {
    /** 4.2BSD, 4.3BSD and SunOS 4: owners of 16 bits, and folders that do not tell types. */
    OLD_BSD("4.3BSD", 128, 4),
    /** 4.4BSD and what came of it. */
    BSD("4.4BSD", 128, 4),
    /** As the old one, with wider owners elsewhere and device numbers of System V. */
    SOLARIS("Solaris", 128, 4),
    /** FreeBSD 5 and later, also in NetBSD and OpenBSD. */
    UFS2("UFS2", 256, 8);

    /** Pointers in an inode that lead to data at once. */
    static final int DIRECT = 12;

    private final String title;
    private final int inodeSize;
    private final int pointerSize;

    Variant(String title, int inodeSize, int pointerSize) {
        this.title = title;
        this.inodeSize = inodeSize;
        this.pointerSize = pointerSize;
    }

    /** For people. */
    String title() {
        return title;
    }

    /** Bytes an inode. */
    int inodeSize() {
        return inodeSize;
    }

    /** Bytes of a block's number. */
    int pointerSize() {
        return pointerSize;
    }

    /** Where an inode's pointers to blocks begin; a short symbolic link has its target there instead. */
    int pointersOffset() {
        return this == UFS2 ? 112 : 40;
    }

    /** Bytes of all these pointers: twelve direct ones and three to indirect blocks. */
    int pointersLength() {
        return (DIRECT + 3) * pointerSize;
    }

    /** Whether an entry of a folder has a type and a name's length of eight bits each, rather than a length of sixteen. */
    boolean typedEntries() {
        return this == BSD || this == UFS2;
    }
}
