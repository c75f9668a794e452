/**
 * Results of slow steps, kept by the digest of everything that went into them. Safe against two builds at once and
 * against a build killed half-way: an entry exists complete or not at all.
 *
 * <p>May import the JDK and {@code htg.common}.
 */
@NullMarked
package htg.image.cache;

import org.jspecify.annotations.NullMarked;
