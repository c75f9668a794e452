/**
 * The one door to other programs: argument lists (never a shell line), a timeout on each, captured tails, and a line
 * that runs the same thing by hand. No other package uses {@link ProcessBuilder}.
 *
 * <p>May import the JDK and {@code htg.common}.
 */
@NullMarked
package htg.common.process;

import org.jspecify.annotations.NullMarked;
