/**
 * squashfs 4.0, the packed read-only file system of live systems and appliances (Documentation/filesystems/squashfs.rst of Linux, and
 * the format's description by the squashfs-tools-ng project). All numbers are little-endian, there are no checksums.
 *
 * <p>May import {@code htg.fsimage.compress}, {@code htg.fsimage.fs} and {@code htg.fsimage.volume}.
 */
@NullMarked
package htg.fsimage.squashfs;

import org.jspecify.annotations.NullMarked;
