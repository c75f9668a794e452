/**
 * The stick's specification: read as {@link htg.common.document}, overridden by options, and turned into records. All
 * problems are reported together, before anything else happens.
 *
 * <p>May import the JDK, {@code htg.common}, Jackson, {@code htg.image.sign}, and the block sizes of {@code htg.grub.menu}.
 */
@NullMarked
package htg.image.spec;

import org.jspecify.annotations.NullMarked;
