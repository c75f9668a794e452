/**
 * How the builder runs Debian's tools: in a user namespace where files have their real owners, and from the tool root,
 * a tree of Debian packages that is only unpacked.
 *
 * <p>May import the JDK, {@code htg.common}, {@code htg.image.cache} and {@code htg.image.debian}.
 */
@NullMarked
package htg.image.tool;

import org.jspecify.annotations.NullMarked;
