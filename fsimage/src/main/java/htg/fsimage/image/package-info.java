/**
 * A disk image from outside to inside: its container, its partition table, and what each volume holds, be it a file system that can be
 * read or something that is known by name only.
 *
 * <p>May import {@code htg.fsimage.volume}, {@code htg.fsimage.container}, {@code htg.fsimage.partition}, {@code htg.fsimage.fs} and
 * {@code htg.fsimage.zfs}.
 */
@NullMarked
package htg.fsimage.image;

import org.jspecify.annotations.NullMarked;
