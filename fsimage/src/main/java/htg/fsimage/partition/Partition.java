package htg.fsimage.partition;

import htg.fsimage.volume.Extent;
import java.util.UUID;

/**
 * One used entry of a GPT.
 *
 * @param index place in the table, from 1, as GRUB ({@code gpt1}) and Linux ({@code sda1}) count
 * @param typeGuid what it is for
 * @param uniqueGuid what no other partition has
 * @param name as stored, up to 36 UTF-16 code units
 * @param firstByte start, in bytes from the start of the disk
 * @param length size in bytes, at least one sector
 * @param attributes the 64 attribute bits (UEFI 5.3.3)
 */
public record Partition(
        int index, UUID typeGuid, UUID uniqueGuid, String name, long firstByte, long length, long attributes) {
    /** Where it lies on the disk. */
    public Extent extent() {
        return new Extent(firstByte, length);
    }
}
