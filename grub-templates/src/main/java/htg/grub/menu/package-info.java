/**
 * The boot menu as values. Every decision about the menu is taken here; the templates only lay it out. A value that GRUB
 * could not carry to the kernel unchanged is refused when it is made.
 *
 * <p>May import the JDK and {@code htg.common}.
 */
@NullMarked
package htg.grub.menu;

import org.jspecify.annotations.NullMarked;
