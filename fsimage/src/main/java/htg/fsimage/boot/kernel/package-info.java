/**
 * Kernels themselves: what their headers say (Linux documentation, "The Linux/x86 Boot Protocol" and "Booting AArch64 Linux"; ELF; PE),
 * and the parts of unified kernel images.
 *
 * <p>May import {@code htg.fsimage.volume}, {@code htg.fsimage.fs}, {@code htg.fsimage.compress}, {@code htg.fsimage.mounts} and {@code
 * htg.fsimage.boot.entry}.
 */
@NullMarked
package htg.fsimage.boot.kernel;

import org.jspecify.annotations.NullMarked;
