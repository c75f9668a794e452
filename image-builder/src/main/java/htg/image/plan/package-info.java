/**
 * What a build will do, as plain values: printed by {@code --dry-run}, compared to know what is up to date.
 *
 * <p>May import the JDK, {@code htg.common}, {@code htg.image.spec}, {@code htg.image.debian},
 * {@code htg.image.cache} and {@code htg.miniroot}.
 */
@NullMarked
package htg.image.plan;

import org.jspecify.annotations.NullMarked;
