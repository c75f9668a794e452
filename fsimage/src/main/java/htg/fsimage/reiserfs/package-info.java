/**
 * ReiserFS 3.5 and 3.6 for reading only, after "The structure of the Reiser file system" by Florian Buchholz: one balanced tree whose
 * leaves hold the stat data, names, tails and block lists of all files.
 *
 * <p>The journal is not replayed; what it holds is reported.
 *
 * <p>May import {@code htg.fsimage.volume} and {@code htg.fsimage.fs}.
 */
@NullMarked
package htg.fsimage.reiserfs;

import org.jspecify.annotations.NullMarked;
