package htg.image.step;

import htg.image.disk.GptWriter;
import htg.image.disk.PartitionEntry;
import htg.image.plan.DiskLayout;
import htg.image.plan.DiskLayout.Extent;
import htg.image.plan.StickIdentities;
import java.util.List;
import java.util.UUID;

/** The partition table of a stick. */
final class StickTable {
    private StickTable() {}

    static GptWriter of(DiskLayout layout, StickIdentities stick) {
        return new GptWriter(
                stick.disk(),
                List.of(
                        entry(PartitionEntry.BIOS_BOOT, stick.biosBoot(), layout.biosBoot(), "BIOS boot"),
                        entry(PartitionEntry.EFI_SYSTEM, stick.esp(), layout.esp(), "EFI system"),
                        entry(PartitionEntry.LINUX_ROOT_X86_64, stick.root(), layout.root(), "htg root pool")),
                layout.size().bytes());
    }

    private static PartitionEntry entry(UUID type, UUID unique, Extent extent, String name) {
        return new PartitionEntry(type, unique, extent.start(), extent.length(), 0, name);
    }
}
