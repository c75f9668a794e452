package htg.testvm.fault;

/** What is on a disk that is not the stick. */
public enum DiskContent {
    /** It was never written. */
    BLANK,
    /** A partition table and a file system like those of Windows. */
    WINDOWS,
    /** A pool of another identity, made like the stick's own. */
    FOREIGN_POOL,
    /**
     * Another pool of the same type with the name of the stick's: a sound btrfs with nothing in it to start; a ZFS pool that
     * another machine has used later than the stick was.
     */
    SAME_NAME_POOL,
    /** A sound btrfs of another name, with nothing in it to start. */
    FOREIGN_BTRFS,
    /** The labels of a ZFS pool that another machine uses. */
    FOREIGN_ZPOOL,
    /** The labels of one with the name of the stick's pool, used later than that. */
    SAME_NAME_ZPOOL,
    /** What the image holds. */
    TWIN,
    /** What the image holds, but for the token that tells the stick from its copies. */
    USED_TWIN,
    /**
     * What the image holds, but for a pool that has its identity and cannot be imported: the checksum of the btrfs'
     * superblock is wrong, or those of all of the ZFS pool's uberblocks.
     */
    DAMAGED_TWIN
}
