/**
 * The cpio archives that Linux' ramdisks are made of, entry by entry (Documentation/driver-api/early-userspace).
 *
 * <p>May import the JDK and {@code htg.fsimage.volume}.
 */
@NullMarked
package htg.fsimage.cpio;

import org.jspecify.annotations.NullMarked;
