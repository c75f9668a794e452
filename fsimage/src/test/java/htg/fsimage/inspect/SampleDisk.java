package htg.fsimage.inspect;

import htg.fsimage.mounts.Mounted;
import htg.fsimage.mounts.Mounts;
import htg.fsimage.mounts.Place;
import htg.fsimage.testkit.MemoryTree;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A disk with a partition for EFI and one with a system, and what is found on it. */
final class SampleDisk {
    private final MemoryTree root = new MemoryTree().named("ext4", "", "u");
    private final MemoryTree esp = new MemoryTree().named("vfat", "", "v");

    Inspection inspect(Part... parts) throws IOException {
        Mounts mounts = Mounts.of(List.of(
                Mounted.of("sda1", esp, Place.partition(0, Place.Table.GPT, 1).forEfi()),
                Mounted.of("sda2", root, Place.partition(0, Place.Table.GPT, 2))));
        return Inspector.inspect(mounts, List.of(parts));
    }

    MemoryTree root() {
        return root;
    }

    MemoryTree esp() {
        return esp;
    }

    /** A disk whose first sector has a text in it. */
    static Part bootRecord(String text) {
        return Part.disk("disk", sectors(100, text), "");
    }

    /** Boot sectors with a text at a place in them. */
    static Volume sectors(int place, String text) {
        byte[] sectors = new byte[16 << 10];
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, sectors, place, bytes.length);
        sectors[510] = 0x55;
        sectors[511] = (byte) 0xAA;
        return Volume.of(sectors);
    }
}
