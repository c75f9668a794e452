/**
 * GRUB 2's configuration: its script language (GRUB manual, chapters "Writing full configuration files directly" and "Available
 * commands"), run for what it would load, with bounds on everything a script can ask for.
 *
 * <p>May import {@code htg.fsimage.volume}, {@code htg.fsimage.fs}, {@code htg.fsimage.mounts} and {@code htg.fsimage.boot.entry}.
 */
@NullMarked
package htg.fsimage.boot.grub;

import org.jspecify.annotations.NullMarked;
