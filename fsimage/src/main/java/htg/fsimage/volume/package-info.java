/**
 * Bytes to read from: a bounded, read-only view over an image file or a part of one, and the errors every reader throws.
 *
 * <p>May import the JDK.
 */
@NullMarked
package htg.fsimage.volume;

import org.jspecify.annotations.NullMarked;
