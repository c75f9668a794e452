/**
 * tar archives as file systems: of Unix' seventh edition, ustar and pax (POSIX.1-2017, pax), GNU (GNU tar manual, "Basic Tar Format" and
 * "Storing Sparse Files").
 *
 * <p>May import {@code htg.fsimage.archive}, {@code htg.fsimage.fs} and {@code htg.fsimage.volume}.
 */
@NullMarked
package htg.fsimage.tar;

import org.jspecify.annotations.NullMarked;
