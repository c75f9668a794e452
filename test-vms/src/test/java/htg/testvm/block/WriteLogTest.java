package htg.testvm.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.testvm.block.WriteLog.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteLogTest {
    @TempDir
    Path folder = Path.of("");

    private final LogFile threeWrites = new LogFile()
            .write(1, Sources.filled(1024, 1))
            .flush()
            .write(8, Sources.filled(512, 2))
            .discard(16, 4);

    @Test
    void readsEntriesInOrder() throws IOException {
        assertThat(entries(threeWrites.save(file())))
                .containsExactly(
                        new Entry(512, 1024, false, false, 1024),
                        new Entry(0, 0, true, false, 2560),
                        new Entry(4096, 512, false, false, 3072),
                        new Entry(8192, 2048, false, true, 4096));
    }

    @Test
    void tellsWhatTheSuperblockSays() throws IOException {
        try (WriteLog log = WriteLog.open(threeWrites.save(file()))) {
            assertThat(log.declaredEntries()).isEqualTo(4);
            assertThat(log.sectorSize()).isEqualTo(512);
        }
    }

    @Test
    void readsWhatWasLoggedAfterTheLastFlush() throws IOException {
        assertThat(entries(threeWrites.save(file(), 2))).hasSize(4);
    }

    @Test
    void endsBeforeAnEntryThatIsCutOff() throws IOException {
        assertThat(entries(threeWrites.saveCut(file(), 1))).hasSize(3);
        assertThat(entries(threeWrites.saveCut(file(), 513))).hasSize(2);
    }

    @Test
    void endsAtAHole() throws IOException {
        LogFile withHole = new LogFile().flush().entry(0, 0, 0).write(3, Sources.filled(512, 1));
        assertThat(entries(withHole.save(file()))).hasSize(1);
    }

    @Test
    void hasNoEntriesWhenNothingWasLogged() throws IOException {
        assertThat(entries(new LogFile().save(file()))).isEmpty();
    }

    @Test
    void refusesDamageWithinTheCountButEndsBeforeItBeyond() throws IOException {
        LogFile damaged = new LogFile().flush().entry(0, 0, 64);
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> entries(damaged.save(file())))
                .withMessageContaining("is damaged: entry 1 at byte 1024 has unknown flags 0x40");
        assertThat(entries(damaged.save(file(), 1))).hasSize(1);
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> entries(new LogFile().entry(-5, 1, 0).save(file())))
                .withMessageContaining("entry 0 at byte 512 lies outside of any medium");
    }

    @Test
    void readsWhatIsBeforeTheDamage() throws IOException {
        try (WriteLog log = WriteLog.open(new LogFile().flush().entry(0, 0, 64).save(file()))) {
            Iterator<Entry> entries = log.iterator();
            assertThat(entries.next().isFlush()).isTrue();
            assertThatExceptionOfType(HtgException.class).isThrownBy(entries::hasNext);
        }
    }

    @Test
    void hasNothingBehindItsEnd() throws IOException {
        try (WriteLog log = WriteLog.open(new LogFile().save(file()))) {
            assertThatExceptionOfType(NoSuchElementException.class)
                    .isThrownBy(() -> log.iterator().next());
        }
    }

    @Test
    void saysPreciselyWhyAFileIsNoLog() throws IOException {
        refuses(new byte[0], "is too short");
        refuses(new byte[512], "has no superblock");
        refuses(LogFile.superblock(0x1234, 1, 0, 512).array(), "begins with 0x1234, not with 0x6a736677736872");
        refuses(LogFile.superblock(WriteLog.MAGIC, 2, 0, 512).array(), "has version 2, not 1");
        refuses(LogFile.superblock(WriteLog.MAGIC, 1, 0, 1000).array(), "has sectors of 1000 bytes");
        refuses(LogFile.superblock(WriteLog.MAGIC, 1, 0, 0).array(), "has sectors of 0 bytes");
        refuses(
                LogFile.superblock(WriteLog.MAGIC, 1, 0, Integer.MIN_VALUE).array(),
                "has sectors of -2147483648 bytes");
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> WriteLog.open(folder.resolve("none")))
                .withMessageContaining("none cannot be read: no such file or folder");
    }

    private void refuses(byte[] content, String why) throws IOException {
        Path file = Files.write(file(), content);
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> WriteLog.open(file))
                .withMessageContaining("Write log " + file + " " + why)
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ExitCode.FAILED));
    }

    private Path file() {
        return folder.resolve("log");
    }

    private static List<Entry> entries(Path file) {
        try (WriteLog log = WriteLog.open(file)) {
            List<Entry> entries = new ArrayList<>();
            log.forEach(entries::add);
            return entries;
        }
    }
}
