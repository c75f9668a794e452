/**
 * What every file system looks like from outside, whatever wrote it: nodes, entries, contents, and the provider that finds and opens
 * one. A jar that brings a {@link htg.fsimage.fs.FileSystemProvider} adds a file system.
 *
 * <p>May import {@code htg.fsimage.volume}.
 */
@NullMarked
package htg.fsimage.fs;

import org.jspecify.annotations.NullMarked;
