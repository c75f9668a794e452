/**
 * The file systems of an image together: which one a UUID, a label or a device name means, the folders that a system may have for its
 * root, and reading of small text files there, where damage in one file stops nothing.
 *
 * <p>May import {@code htg.fsimage.volume} and {@code htg.fsimage.fs}.
 */
@NullMarked
package htg.fsimage.mounts;

import org.jspecify.annotations.NullMarked;
