/**
 * What a boot loader's configuration says, whichever loader it is: menus, entries, and the files they name.
 *
 * <p>May import {@code htg.fsimage.volume}, {@code htg.fsimage.fs} and {@code htg.fsimage.mounts}.
 */
@NullMarked
package htg.fsimage.boot.entry;

import org.jspecify.annotations.NullMarked;
