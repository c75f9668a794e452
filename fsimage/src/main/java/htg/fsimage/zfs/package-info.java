/**
 * The labels of a ZFS pool's devices ("ZFS On-Disk Specification", chapter 1, and {@code vdev_impl.h} of OpenZFS).
 *
 * <p>May import the JDK and {@code htg.fsimage.volume}.
 */
@NullMarked
package htg.fsimage.zfs;

import org.jspecify.annotations.NullMarked;
