/**
 * Packed data, as file systems and kernels store it, unpacked in Java alone: zlib, LZO1X, Zstandard (RFC 8878) and others. Packed data
 * comes from images that nobody vouches for; whatever it holds, the answer is bytes or an exception that says what is wrong.
 *
 * <p>May import {@code htg.fsimage.volume}.
 */
@NullMarked
package htg.fsimage.compress;

import org.jspecify.annotations.NullMarked;
