/**
 * Reads ext2, ext3 and ext4, after the kernel's "ext4 Data Structures and Algorithms". {@link htg.fsimage.ext.ExtProvider} is the way
 * in; the journal is reported, never replayed.
 *
 * <p>May import {@code htg.fsimage.fs} and {@code htg.fsimage.volume}.
 */
@NullMarked
package htg.fsimage.ext;

import org.jspecify.annotations.NullMarked;
