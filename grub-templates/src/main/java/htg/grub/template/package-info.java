/**
 * The configuration files GRUB reads, laid out by FreeMarker from the model in {@code htg.grub.menu}.
 *
 * <p>May import the JDK, {@code htg.common}, {@code htg.grub.menu} and FreeMarker.
 */
@NullMarked
package htg.grub.template;

import org.jspecify.annotations.NullMarked;
