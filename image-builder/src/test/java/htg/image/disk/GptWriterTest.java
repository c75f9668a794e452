package htg.image.disk;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.partition.Gpt;
import htg.fsimage.partition.Partition;
import htg.fsimage.volume.Volume;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GptWriterTest {
    private static final UUID DISK = UUID.fromString("00112233-4455-8677-8899-aabbccddeeff");
    private static final UUID UNIQUE = UUID.fromString("01234567-89ab-8def-8123-456789abcdef");
    private static final int SIZE = 8 << 20;

    @TempDir
    Path folder = Path.of("");

    /** An image does not know what it will be copied to. */
    @ParameterizedTest
    @ValueSource(ints = {512, 4096})
    void writesATableThatTheReaderFindsSoundWhateverSizeSectorsHave(int sector) throws Exception {
        try (Volume disk = Volume.open(image())) {
            Gpt table = Gpt.read(disk, sector);
            assertThat(table.problems()).isEmpty();
            assertThat(table.diskGuid()).isEqualTo(DISK);
            assertThat(table.partitions())
                    .containsExactly(
                            new Partition(1, PartitionEntry.EFI_SYSTEM, UNIQUE, "EFI system", 1 << 20, 1 << 20, 0));
        }
    }

    @Test
    void leavesTheBootCodeAlone() throws Exception {
        byte[] image = Files.readAllBytes(image());
        assertThat(image[0]).isEqualTo((byte) 0x5A);
        assertThat(image[439]).isEqualTo((byte) 0x5A);
        assertThat(image[510]).isEqualTo((byte) 0x55);
        assertThat(image[511]).isEqualTo((byte) 0xAA);
    }

    @Test
    void writesTheSameBytesForTheSameTable() throws Exception {
        assertThat(Files.readAllBytes(image())).isEqualTo(Files.readAllBytes(image()));
    }

    private Path image() throws Exception {
        Path file = Files.createTempFile(folder, "disk", ".img");
        try (RandomAccessFile image = new RandomAccessFile(file.toFile(), "rw")) {
            image.setLength(SIZE);
            for (int i = 0; i < 440; i++) {
                image.write(0x5A);
            }
            PartitionEntry partition =
                    new PartitionEntry(PartitionEntry.EFI_SYSTEM, UNIQUE, 1 << 20, 1 << 20, 0, "EFI system");
            new GptWriter(DISK, List.of(partition), SIZE).writeTo(image.getChannel());
        }
        return file;
    }
}
