/**
 * Partition tables: the MBR, and the GPT with its backup (UEFI specification 2.10, chapter 5).
 *
 * <p>May import the JDK and {@code htg.fsimage.volume}.
 */
@NullMarked
package htg.fsimage.partition;

import org.jspecify.annotations.NullMarked;
