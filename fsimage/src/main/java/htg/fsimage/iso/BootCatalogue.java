package htg.fsimage.iso;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What firmware finds to start on a disc (El Torito 1.0, 2).
 *
 * @param offset where it begins, in bytes from the start of the volume
 * @param entries the default entry first
 */
public record BootCatalogue(long offset, List<BootEntry> entries) {
    private static final int ENTRY = 32;
    private static final byte[] SYSTEM = "EL TORITO SPECIFICATION".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private static final int HEADER = 0x90;
    private static final int LAST_HEADER = 0x91;
    private static final int EXTENSION = 0x44;
    private static final int EXTENSION_FOLLOWS = 0x20;

    public BootCatalogue {
        entries = List.copyOf(entries);
    }

    /**
     * Reads that of a disc's last session; empty when it has none.
     *
     * @throws CorruptFileSystemException when it contradicts itself or the volume, or there is no disc
     */
    public static Optional<BootCatalogue> read(Volume volume) throws IOException {
        return read(volume, VolumeDescriptors.read(volume, Sessions.last(volume)));
    }

    static Optional<BootCatalogue> read(Volume volume, VolumeDescriptors descriptors) throws IOException {
        if (descriptors.catalogue() < 0) {
            return Optional.empty();
        }
        Structure sector = Structure.read(
                volume,
                "El Torito boot catalogue",
                descriptors.catalogue() * Disc.SECTOR,
                Disc.SECTOR,
                ByteOrder.LITTLE_ENDIAN);
        return Optional.of(new BootCatalogue(sector.place(), new Reader(sector, volume.size()).read()));
    }

    /** Where a boot record says that the catalogue is; empty when it is another system's. */
    static Optional<Long> sector(Structure record) throws CorruptFileSystemException {
        return record.has(7, SYSTEM) ? Optional.of(record.u32(71)) : Optional.empty();
    }

    /** While the entries are gone through. */
    private static final class Reader {
        private final Structure sector;
        private final long volume;
        private final List<BootEntry> entries = new ArrayList<>();

        Reader(Structure sector, long volume) {
            this.sector = sector;
            this.volume = volume;
        }

        List<BootEntry> read() throws CorruptFileSystemException {
            requireValid();
            BootEntry.Platform platform = BootEntry.Platform.of(sector.u8(1));
            entries.add(BootEntry.of(entry(ENTRY), platform, volume));
            int at = 2 * ENTRY;
            while (at < sector.length() && isHeader(sector.u8(at))) {
                boolean last = sector.u8(at) == LAST_HEADER;
                at = section(at);
                if (last) {
                    break;
                }
            }
            return entries;
        }

        /** The words of the first entry add up to 0. */
        private void requireValid() throws CorruptFileSystemException {
            int sum = 0;
            for (int at = 0; at < ENTRY; at += 2) {
                sum += sector.u16(at);
            }
            sector.require(sector.u8(0) == 1 && sector.u16(30) == 0xAA55, "its validation entry is none");
            sector.require((sum & 0xFFFF) == 0, "its checksum is wrong");
        }

        private static boolean isHeader(int id) {
            return id == HEADER || id == LAST_HEADER;
        }

        /** Takes a section and returns where the next begins. */
        private int section(int header) throws CorruptFileSystemException {
            BootEntry.Platform platform = BootEntry.Platform.of(sector.u8(header + 1));
            int count = sector.u16(header + 2);
            int at = header + ENTRY;
            for (int i = 0; i < count; i++) {
                entries.add(BootEntry.of(entry(at), platform, volume));
                boolean extended = (sector.u8(at + 1) & EXTENSION_FOLLOWS) != 0;
                at += ENTRY;
                while (extended && at < sector.length() && sector.u8(at) == EXTENSION) {
                    extended = (sector.u8(at + 1) & EXTENSION_FOLLOWS) != 0;
                    at += ENTRY;
                }
            }
            return at;
        }

        private Structure entry(int at) throws CorruptFileSystemException {
            return sector.part("El Torito boot entry", at, ENTRY);
        }
    }
}
