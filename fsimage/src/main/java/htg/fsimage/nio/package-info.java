/**
 * A file system of an image as a read-only {@link java.nio.file.FileSystem}, so that whatever works on paths of the JDK works on it.
 *
 * <p>May import {@code htg.fsimage.volume} and {@code htg.fsimage.fs}.
 */
@NullMarked
package htg.fsimage.nio;

import org.jspecify.annotations.NullMarked;
