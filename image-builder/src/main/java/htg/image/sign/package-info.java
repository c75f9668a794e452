/**
 * Signatures of kernel modules with the user's own key, the machine-owner key of shim and Linux.
 *
 * <p>May import the JDK, {@code htg.common} and the XZ library.
 */
@NullMarked
package htg.image.sign;

import org.jspecify.annotations.NullMarked;
