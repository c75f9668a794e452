package htg.fsimage.partition;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.Tools;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables made by sfdisk. */
class GptIT {
    private static final String SCRIPT = """
            label: gpt
            label-id: 01234567-89AB-CDEF-0123-456789ABCDEF
            first-lba: 34
            start=2048, size=2048, type=21686148-6449-6E6F-744E-656564454649, uuid=AAAAAAAA-0000-4000-8000-000000000001, name="BIOS boot"
            start=4096, size=20480, type=C12A7328-F81F-11D2-BA4B-00A0C93EC93B, uuid=AAAAAAAA-0000-4000-8000-000000000002, name="HTG-ESP"
            start=24576, size=8192, type=4F68BCE3-E8CD-4DB1-96E7-FBCAF984B709, uuid=AAAAAAAA-0000-4000-8000-000000000003, name="root", attrs="GUID:59"
            """;

    @TempDir
    private Path folder;

    private Path image = Path.of("");

    @BeforeEach
    void makeImage() throws IOException {
        Tools.require("sfdisk");
        image = folder.resolve("disk.img");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(20 << 20);
        }
        Path script = folder.resolve("script");
        Files.writeString(script, SCRIPT);
        Tools.runReading(script, "sfdisk", "-q", image);
    }

    @Test
    void readsWhatSfdiskWrote() throws IOException {
        try (Volume disk = Volume.open(image)) {
            Gpt gpt = Gpt.read(disk);
            assertThat(gpt.problems()).isEmpty();
            assertThat(gpt.diskGuid()).hasToString("01234567-89ab-cdef-0123-456789abcdef");
            assertThat(gpt.partitions())
                    .extracting(Partition::name, Partition::firstByte, Partition::length, Partition::attributes)
                    .containsExactly(
                            tuple("BIOS boot", 1L << 20, 1L << 20, 0L),
                            tuple("HTG-ESP", 2L << 20, 10L << 20, 0L),
                            tuple("root", 12L << 20, 4L << 20, 1L << 59));
            assertThat(gpt.onlyOfType(PartitionTypes.LINUX_ROOT_X86_64)
                            .orElseThrow()
                            .uniqueGuid())
                    .hasToString("aaaaaaaa-0000-4000-8000-000000000003");
            assertThat(Mbr.read(disk).isProtective()).isTrue();
        }
    }

    @Test
    void agreesWithSfdiskThatTheBackupServesWhenThePrimaryIsGone() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.seek(512);
            file.write(new byte[512]);
        }
        assertThat(Tools.run("sfdisk", "--dump", image)).contains("HTG-ESP");
        try (Volume disk = Volume.open(image)) {
            assertThat(Gpt.read(disk).source()).isEqualTo(Gpt.Source.BACKUP);
            assertThat(Gpt.read(disk).partitions()).hasSize(3);
        }
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }
}
