/**
 * The miniroot: which files and kernel modules the ramdisk holds (a plan, pure data), and how it is written down so that
 * the same inputs give the same bytes.
 *
 * <p>May import {@code htg.common}, Commons Compress (cpio) and XZ for Java; reads the resources of init-scripts.
 */
@NullMarked
package htg.miniroot;

import org.jspecify.annotations.NullMarked;
