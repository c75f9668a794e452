/**
 * XFS of versions 4 and 5 ("XFS Algorithms & Data Structures", 3rd edition), for reading only: inode numbers to blocks, forks as
 * extents and trees, folders of all forms, attributes, symbolic links. Every structure of version 5 is verified by its checksum, and
 * by what it says of its own place and owner, before anything in it is believed.
 *
 * <p>May import the JDK, {@code htg.fsimage.volume} and {@code htg.fsimage.fs}.
 */
@NullMarked
package htg.fsimage.xfs;

import org.jspecify.annotations.NullMarked;
