/**
 * cpio archives: entry by entry as a stream, as Linux' ramdisks are made of them (Documentation/driver-api/early-userspace), and as file
 * systems, in all kinds that cpio(5) of libarchive describes.
 *
 * <p>May import {@code htg.fsimage.archive}, {@code htg.fsimage.fs} and {@code htg.fsimage.volume}.
 */
@NullMarked
package htg.fsimage.cpio;

import org.jspecify.annotations.NullMarked;
