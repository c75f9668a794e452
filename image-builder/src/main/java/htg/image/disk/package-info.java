/**
 * The image as a disk: GUID partition table, protective MBR, sparse copies.
 *
 * <p>May import the JDK only.
 */
@NullMarked
package htg.image.disk;

import org.jspecify.annotations.NullMarked;
