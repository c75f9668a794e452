/**
 * What an image would boot: by its boot loader's configuration, or where there is none by what kernels and ramdisks lie there.
 *
 * <p>May import {@code htg.fsimage.volume}, {@code htg.fsimage.fs} and {@code htg.fsimage.mounts}.
 */
@NullMarked
package htg.fsimage.boot;

import org.jspecify.annotations.NullMarked;
