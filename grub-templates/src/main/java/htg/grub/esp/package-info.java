/**
 * All that GRUB needs on the boot partition, ready to be copied.
 *
 * <p>May import the JDK, {@code htg.common} and the other packages of this module.
 */
@NullMarked
package htg.grub.esp;

import org.jspecify.annotations.NullMarked;
