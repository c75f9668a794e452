/**
 * Btrfs file systems: superblocks, chunks on one device or several, trees, subvolumes and files, read-only (btrfs on-disk format, as in
 * the kernel's documentation and {@code kernel-shared/uapi/btrfs_tree.h} of btrfs-progs).
 *
 * <p>May import {@code htg.fsimage.volume}, {@code htg.fsimage.fs} and {@code htg.fsimage.compress}.
 */
@NullMarked
package htg.fsimage.btrfs;

import org.jspecify.annotations.NullMarked;
