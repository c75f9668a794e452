package htg.testvm.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import htg.common.HtgException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoggedPrefixTest {
    private static final int SECTORS = 64;
    private static final int SIZE = SECTORS * LogFile.SECTOR;

    @TempDir
    Path folder = Path.of("");

    @Test
    void isAfterEachPrefixWhatAnArrayIs() throws IOException {
        Random random = new Random(4711);
        LogFile file = new LogFile();
        List<byte[]> states = new ArrayList<>(List.of(MemorySource.pattern(SIZE)));
        for (int entry = 0; entry < 300; entry++) {
            byte[] state = states.get(entry).clone();
            add(file, state, random);
            states.add(state);
        }
        try (WriteLog log = WriteLog.open(file.save(folder.resolve("log")))) {
            LoggedPrefix prefix = new LoggedPrefix(MemorySource.patterned(SIZE), log);
            for (int count = 0; count < states.size(); count += random.nextInt(3)) {
                prefix.moveTo(count);
                int from = random.nextInt(SIZE);
                assertThat(Sources.read(prefix, from, SIZE - from))
                        .as("prefix %d", count)
                        .isEqualTo(Arrays.copyOfRange(states.get(count), from, SIZE));
            }
            prefix.moveTo(17);
            assertThat(Sources.content(prefix)).isEqualTo(states.get(17));
            assertThat(prefix.entries()).isEqualTo(17);
        }
    }

    @Test
    void refusesAPrefixLongerThanTheLog() throws IOException {
        try (WriteLog log = WriteLog.open(new LogFile().flush().save(folder.resolve("log")))) {
            LoggedPrefix prefix = new LoggedPrefix(new MemorySource(512), log);
            assertThatIllegalArgumentException().isThrownBy(() -> prefix.moveTo(2));
        }
    }

    @Test
    void refusesTheLogOfALargerMedium() throws IOException {
        LogFile file = new LogFile().flush().write(1, new byte[512]);
        try (WriteLog log = WriteLog.open(file.save(folder.resolve("log")))) {
            LoggedPrefix prefix = new LoggedPrefix(new MemorySource(512), log);
            assertThatExceptionOfType(HtgException.class)
                    .isThrownBy(() -> prefix.moveTo(2))
                    .withMessageContaining("entry 1 at byte 1024 is of a medium of at least 1024 bytes");
            assertThat(prefix.entries()).isZero();
        }
    }

    /** With a cost that grows with the entries before, this would take a minute instead of a second. */
    @Test
    void walksThroughManyPrefixesWithoutStartingOver() throws IOException {
        int entries = 20_000;
        LogFile file = new LogFile();
        for (int entry = 0; entry < entries; entry++) {
            file.discard(2L * (entry % (SECTORS / 2)), 1);
        }
        try (WriteLog log = WriteLog.open(file.save(folder.resolve("log")))) {
            LoggedPrefix prefix = new LoggedPrefix(MemorySource.patterned(SIZE), log);
            Assertions.assertTimeout(Duration.ofSeconds(10), () -> {
                for (int count = 0; count <= entries; count++) {
                    prefix.moveTo(count);
                }
            });
            assertThat(Sources.read(prefix, 0, 512)).containsOnly(0);
        }
    }

    private static void add(LogFile file, byte[] state, Random random) {
        int sector = random.nextInt(SECTORS);
        int sectors = 1 + random.nextInt(Math.min(12, SECTORS - sector));
        int start = sector * LogFile.SECTOR;
        int length = sectors * LogFile.SECTOR;
        switch (random.nextInt(5)) {
            case 0 -> file.flush();
            case 1 -> {
                file.discard(sector, sectors);
                Arrays.fill(state, start, start + length, (byte) 0);
            }
            default -> {
                byte[] data = new byte[length];
                random.nextBytes(data);
                file.write(sector, data);
                System.arraycopy(data, 0, state, start, length);
            }
        }
    }
}
