/**
 * Partition tables: the MBR, and the GPT with its backup (UEFI specification 2.10, chapter 5), and with {@link
 * htg.fsimage.partition.PartitionTable} whatever divides a disk, the labels of Solaris, the BSDs and Apple included.
 *
 * <p>May import the JDK and {@code htg.fsimage.volume}.
 */
@NullMarked
package htg.fsimage.partition;

import org.jspecify.annotations.NullMarked;
