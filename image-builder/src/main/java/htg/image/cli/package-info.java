/**
 * The command {@code htg build}.
 *
 * <p>May import the JDK, {@code htg.common}, picocli, Jackson and the other packages of this module.
 */
@NullMarked
package htg.image.cli;

import org.jspecify.annotations.NullMarked;
