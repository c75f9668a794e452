/**
 * What a build tells afterwards, and what it would do: documents for people and for programs.
 *
 * <p>May import the JDK, {@code htg.common}, Jackson, {@code htg.image.plan}, {@code htg.image.debian},
 * {@code htg.image.inspect}, {@code htg.image.sign} and {@code htg.image.spec}.
 */
@NullMarked
package htg.image.report;

import org.jspecify.annotations.NullMarked;
