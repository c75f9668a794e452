/**
 * The configurations of smaller boot loaders: GRUB Legacy, syslinux and its relatives (U-Boot reads theirs as well), systemd-boot.
 *
 * <p>May import {@code htg.fsimage.volume}, {@code htg.fsimage.fs}, {@code htg.fsimage.mounts}, {@code htg.fsimage.boot.entry} and
 * {@code htg.fsimage.boot.kernel}.
 */
@NullMarked
package htg.fsimage.boot.loader;

import org.jspecify.annotations.NullMarked;
