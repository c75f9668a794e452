/**
 * What archives have in common that are read as file systems: an index of their members, made in one pass, and nodes whose attributes
 * and contents are read from the archive when they are asked for.
 *
 * <p>May import {@code htg.fsimage.fs} and {@code htg.fsimage.volume}.
 */
@NullMarked
package htg.fsimage.archive;

import org.jspecify.annotations.NullMarked;
