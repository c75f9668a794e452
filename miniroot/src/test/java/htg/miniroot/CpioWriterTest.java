package htg.miniroot;

import static org.assertj.core.api.Assertions.assertThat;

import htg.miniroot.MinirootEntry.CharacterDevice;
import htg.miniroot.MinirootEntry.Folder;
import htg.miniroot.MinirootEntry.Pipe;
import htg.miniroot.MinirootEntry.RegularFile;
import htg.miniroot.MinirootEntry.SymbolicLink;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveInputStream;
import org.junit.jupiter.api.Test;

class CpioWriterTest {
    private static final Instant TIME = Instant.ofEpochSecond(1_700_000_000);

    @Test
    void writesEveryKindOfEntry() throws IOException {
        List<String> read = new ArrayList<>();
        byte[] archive = write(List.of(
                new Folder("dev", 0755),
                new CharacterDevice("dev/console", 0600, 5, 1),
                new Pipe("events", 0600),
                new RegularFile("init", 0755, FileContent.of("#!/bin/sh\n")),
                new SymbolicLink("sh", "busybox")));
        try (CpioArchiveInputStream stream = new CpioArchiveInputStream(new ByteArrayInputStream(archive))) {
            for (CpioArchiveEntry entry = stream.getNextEntry(); entry != null; entry = stream.getNextEntry()) {
                read.add("%o %s %d:%d %s"
                        .formatted(
                                entry.getMode(),
                                entry.getName(),
                                entry.getRemoteDeviceMaj(),
                                entry.getRemoteDeviceMin(),
                                new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip()));
            }
        }
        assertThat(read)
                .containsExactly(
                        "40755 dev 0:0 ",
                        "20600 dev/console 5:1 ",
                        "10600 events 0:0 ",
                        "100755 init 0:0 #!/bin/sh",
                        "120777 sh 0:0 busybox");
    }

    @Test
    void tellsNothingOfTheMachineThatWrites() throws IOException {
        byte[] archive = write(List.of(new Folder("dev", 0755), new RegularFile("init", 0755, FileContent.of("x"))));
        assertThat(new String(archive, 0, 110, StandardCharsets.US_ASCII))
                .isEqualTo(
                        "070701" // magic
                                + "00000001" // inode
                                + "000041ed" // mode
                                + "00000000" // user
                                + "00000000" // group
                                + "00000001" // links
                                + "6553f100" // time
                                + "00000000" // size
                                + "0000000000000000" // device
                                + "0000000000000000" // remote device
                                + "00000004" // length of the name
                                + "00000000"); // checksum
    }

    private static byte[] write(List<MinirootEntry> entries) throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        new CpioWriter(TIME).write(entries, stream);
        return stream.toByteArray();
    }
}
