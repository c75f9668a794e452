/**
 * FAT12, FAT16 and FAT32 with long names (Microsoft FAT specification, 2005), for reading only.
 *
 * <p>Nothing here trusts the image: every number is checked against the volume before it is used, chains end or are
 * refused, and no allocation depends on a size the image claims.
 *
 * <p>May import {@code htg.fsimage.volume} and {@code htg.fsimage.fs}.
 */
@NullMarked
package htg.fsimage.fat;

import org.jspecify.annotations.NullMarked;
