/**
 * Drives the trampoline against fake trees, as the kernel drives it on a machine.
 *
 * <p>May import {@code htg.common}.
 */
@NullMarked
package htg.init;

import org.jspecify.annotations.NullMarked;
