package htg.fsimage.container;

import java.util.Set;
import java.util.UUID;

/** Metadata of a VHDX that has no influence on what is read. */
final class VhdxItems {
    /** The physical sector size, the disk's identifier, and the parent locator, which only disks with a parent have. */
    static final Set<UUID> HARMLESS = Set.of(
            UUID.fromString("cda348c7-445d-4471-9cc9-e9885251c556"),
            UUID.fromString("beca12ab-b2e6-4523-93ef-c309e000c746"),
            UUID.fromString("a8d35f2d-b30b-454d-abf7-d3d84834ab0c"));

    private VhdxItems() {}
}
