/**
 * The superblock of a btrfs file system (btrfs on-disk format, as in {@code kernel-shared/uapi/btrfs_tree.h} of
 * btrfs-progs).
 *
 * <p>May import the JDK and {@code htg.fsimage.volume}.
 */
@NullMarked
package htg.fsimage.btrfs;

import org.jspecify.annotations.NullMarked;
