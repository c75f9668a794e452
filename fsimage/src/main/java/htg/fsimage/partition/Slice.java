package htg.fsimage.partition;

import htg.fsimage.volume.Extent;
import htg.fsimage.volume.Volume;
import java.io.IOException;

/**
 * One entry of a partition table, whatever its kind.
 *
 * @param name as a user writes it: {@code 1}, {@code 5}, or {@code 2a} for a slice of partition 2
 * @param index its place in its own table, from 1; logical partitions count from 5
 * @param type what it is for, in words
 * @param typeId as its table stores that: {@code 0x83} or a GUID
 * @param label its name in the table; empty where there is none
 * @param uuid as Linux's PARTUUID; empty where there is none
 * @param extent what the table says; it may leave the disk
 * @param bootable whether it is marked for booting
 * @param parent name of the partition that it is in; empty where it is in none
 */
public record Slice(
        String name,
        int index,
        String type,
        String typeId,
        String label,
        String uuid,
        Extent extent,
        boolean bootable,
        String parent) {
    /** What the disk has of it, which may be nothing. */
    public Volume volume(Volume disk) throws IOException {
        long start = Math.min(extent.offset(), disk.size());
        return disk.range(start, Math.min(extent.length(), disk.size() - start));
    }

    /** Without label, UUID, mark and parent. */
    static Slice of(String name, int index, String type, String typeId, Extent extent) {
        return new Slice(name, index, type, typeId, "", "", extent, false, "");
    }

    Slice label(String text) {
        return new Slice(name, index, type, typeId, text, uuid, extent, bootable, parent);
    }

    Slice uuid(String text) {
        return new Slice(name, index, type, typeId, label, text, extent, bootable, parent);
    }

    Slice bootable(boolean mark) {
        return new Slice(name, index, type, typeId, label, uuid, extent, mark, parent);
    }

    /** In a partition, whose name becomes the beginning of its own. */
    Slice in(Slice outer) {
        return new Slice(outer.name + name, index, type, typeId, label, uuid, extent, bootable, outer.name);
    }

    /** A logical partition, which has a name of its own. */
    Slice parent(String outer) {
        return new Slice(name, index, type, typeId, label, uuid, extent, bootable, outer);
    }
}
