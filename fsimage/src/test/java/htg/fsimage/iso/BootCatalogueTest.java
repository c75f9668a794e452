package htg.fsimage.iso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BootCatalogueTest {
    private static final int RECORD = 17 * 2048;
    private static final int CATALOGUE = 30 * 2048;

    private final IsoImage image = new IsoImage();

    /** A boot record that leads to a catalogue with a sound first entry. */
    private void begin() {
        image.bytes
                .put(RECORD, (byte) 0)
                .put(RECORD + 7, "EL TORITO SPECIFICATION".getBytes(StandardCharsets.US_ASCII));
        image.bytes.putInt(RECORD + 71, 30);
        image.bytes.put(CATALOGUE, (byte) 1).putShort(CATALOGUE + 30, (short) 0xAA55);
        image.bytes.putShort(CATALOGUE + 28, (short) (0x10000 - 0xAA55 - 1));
    }

    private void entry(int number, int bootable, int medium, int sectors, int place) {
        int at = CATALOGUE + number * 32;
        image.bytes.put(at, (byte) bootable).put(at + 1, (byte) medium);
        image.bytes.putShort(at + 6, (short) sectors).putInt(at + 8, place);
    }

    private void section(int number, int id, int platform, int entries) {
        int at = CATALOGUE + number * 32;
        image.bytes.put(at, (byte) id).put(at + 1, (byte) platform).putShort(at + 2, (short) entries);
    }

    private List<BootEntry> read() throws IOException {
        return BootCatalogue.read(Volume.of(image.bytes.array())).orElseThrow().entries();
    }

    @Test
    void readsSectionsAndSkipsExtensions() throws IOException {
        begin();
        entry(1, 0x88, 0, 4, 31);
        section(2, 0x90, 0, 1);
        entry(3, 0, 0x22, 1, 32);
        entry(4, 0x44, 0x20, 0, 0);
        entry(5, 0x44, 0, 0, 0);
        section(6, 0x91, 0xEF, 2);
        entry(7, 0x88, 0, 0, 33);
        entry(8, 0x88, 0, 0xFFFF, 34);
        section(9, 0x90, 0, 1);
        entry(10, 0x88, 0, 1, 35);
        assertThat(read())
                .containsExactly(
                        new BootEntry(BootEntry.Platform.BIOS, BootEntry.Medium.NO_EMULATION, true, 31 * 2048, 2048, 0),
                        new BootEntry(
                                BootEntry.Platform.BIOS, BootEntry.Medium.FLOPPY_1440, false, 32 * 2048, 1440 << 10, 0),
                        new BootEntry(
                                BootEntry.Platform.UEFI, BootEntry.Medium.NO_EMULATION, true, 33 * 2048, 31 * 2048, 0),
                        new BootEntry(
                                BootEntry.Platform.UEFI, BootEntry.Medium.NO_EMULATION, true, 34 * 2048, 30 * 2048, 0));
    }

    @Test
    void refusesACatalogueWithAWrongChecksum() {
        begin();
        image.bytes.put(CATALOGUE + 10, (byte) 1);
        assertThatThrownBy(this::read)
                .isInstanceOf(CorruptFileSystemException.class)
                .hasMessageContaining("checksum");
    }

    @Test
    void refusesAnEntryThatLeavesTheVolumeAndASectionThatLeavesTheCatalogue() throws IOException {
        begin();
        entry(1, 0x88, 0, 4, 64);
        assertThatThrownBy(this::read).hasMessageContaining("leaves the volume");
        entry(1, 0x88, 0, 4, 63);
        section(2, 0x91, 0, 100);
        assertThatThrownBy(this::read).isInstanceOf(CorruptFileSystemException.class);
        assertThat(image.open().info().problems()).anyMatch(problem -> problem.contains("boot catalogue"));
    }

    @Test
    void findsNoneWhereThereIsNone() throws IOException {
        assertThat(BootCatalogue.read(Volume.of(image.bytes.array()))).isEmpty();
    }
}
