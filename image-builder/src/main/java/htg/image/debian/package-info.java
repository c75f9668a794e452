/**
 * Debian as htg uses it: the mirror the host's apt uses, package indices as inputs, {@code mmdebstrap} with its hooks,
 * and htg's own package.
 *
 * <p>May import the JDK, {@code htg.common}, {@code htg.image.cache} and Commons Compress.
 */
@NullMarked
package htg.image.debian;

import org.jspecify.annotations.NullMarked;
