/**
 * The configuration files GRUB reads, laid out by FreeMarker from the model in {@code htg.grub.menu}.
 *
 * <p>May import the JDK, {@code htg.common} and {@code htg.grub.menu}.
 */
@NullMarked
package htg.grub.template;

import org.jspecify.annotations.NullMarked;
