package htg.testvm.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.HtgException;
import htg.common.process.Command;
import htg.common.process.RunningCommand;
import htg.common.process.SystemCommandRunner;
import htg.testvm.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Logs that QEMU's own driver recorded. */
@Timeout(60)
class WriteLogIT {
    private static final int SIZE = 1 << 20;

    @TempDir
    Path folder = Path.of("");

    private final SystemCommandRunner runner = new SystemCommandRunner(command -> {});
    private Path medium = Path.of("");
    private Path log = Path.of("");

    @BeforeEach
    void needsQemu() throws IOException {
        Needs.qemu();
        Needs.program("qemu-io");
        medium = Files.write(folder.resolve("medium"), MemorySource.pattern(SIZE));
        log = Files.createFile(folder.resolve("log"));
    }

    @Test
    void replaysEachPrefixToTheBytesThatWereThere() throws IOException {
        Random random = new Random(99);
        Command recording = recorder();
        List<byte[]> states = new ArrayList<>(List.of(MemorySource.pattern(SIZE)));
        for (int step = 0; step < 60; step++) {
            byte[] state = states.get(states.size() - 1).clone();
            recording = recording.with("-c", change(state, random));
            states.add(state);
            if (random.nextInt(4) == 0) {
                recording = recording.with("-c", "flush");
            }
        }
        Path original = Files.copy(medium, folder.resolve("original"));
        runner.check(recording);
        try (ImageSource before = ImageSource.open(original);
                WriteLog entries = WriteLog.open(log)) {
            LoggedPrefix prefix = new LoggedPrefix(before, entries);
            List<Long> cuts = PowerCuts.parse("every").choose(entries);
            assertThat(cuts).hasSize(states.size());
            for (int cut = 0; cut < cuts.size(); cut++) {
                prefix.moveTo(cuts.get(cut));
                assertThat(Arrays.equals(Sources.content(prefix), states.get(cut)))
                        .as("the medium after change %d", cut)
                        .isTrue();
            }
            assertThat(Arrays.equals(Sources.content(prefix), Files.readAllBytes(medium)))
                    .isTrue();
        }
    }

    @Test
    void readsWhatAKilledQemuHadLoggedAfterItsLastFlush() throws IOException {
        killWhenLogged(3584, "write -P 1 0 512", "flush", "write -P 2 4k 1k");
        try (WriteLog entries = WriteLog.open(log)) {
            List<WriteLog.Entry> all = new ArrayList<>();
            entries.forEach(all::add);
            assertThat(entries.declaredEntries()).isEqualTo(2);
            assertThat(all).hasSize(3);
            assertThat(all.get(2)).isEqualTo(new WriteLog.Entry(4096, 1024, false, false, 2560));
        }
    }

    @Test
    void saysThatQemuWasKilledBeforeItsFirstFlush() throws IOException {
        killWhenLogged(1536, "write 0 512");
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> WriteLog.open(log))
                .withMessageContaining("has no superblock");
    }

    @Test
    void readsLogsWithLargerSectors() throws IOException {
        Command recording = recorder("log-sector-size=4096,");
        runner.check(recording.with("-c", "write -P 7 8k 4k", "-c", "write -P 8 5000 10"));
        try (ImageSource written = ImageSource.open(medium);
                WriteLog entries = WriteLog.open(log)) {
            LoggedPrefix prefix = new LoggedPrefix(MemorySource.patterned(SIZE), entries);
            prefix.moveTo(entries.declaredEntries());
            assertThat(entries.sectorSize()).isEqualTo(4096);
            assertThat(Arrays.equals(Sources.content(prefix), Sources.content(written)))
                    .isTrue();
        }
    }

    private void killWhenLogged(long bytes, String... commands) throws IOException {
        Command recording = recorder();
        for (String command : commands) {
            recording = recording.with("-c", command);
        }
        try (RunningCommand qemu = runner.start(recording.with("-c", "sleep 60000"), line -> {})) {
            while (Files.size(log) < bytes) {
                assertThat(qemu.waitFor(Duration.ofMillis(20))).as("QEMU's end").isEmpty();
            }
        }
    }

    private Command recorder() {
        return recorder("");
    }

    private Command recorder(String options) {
        return Command.of(
                "qemu-io",
                "-d",
                "unmap",
                "--image-opts",
                "driver=blklogwrites," + options + "file.driver=raw,file.file.driver=file,file.file.filename=" + medium
                        + ",log.driver=file,log.filename=" + log);
    }

    /** Does something to {@code state} and words the same for qemu-io, so that QEMU logs it as one entry. */
    private static String change(byte[] state, Random random) {
        int start = random.nextInt(SIZE - 1024);
        int length = Math.min(SIZE - start, 1 + random.nextInt(40_000));
        int kind = random.nextInt(5);
        if (kind < 2) {
            // QEMU splits zeroes and discards that do not begin and end with a sector.
            start = start / 512 * 512;
            length = (length + 511) / 512 * 512;
        }
        byte value = (byte) (kind < 2 ? 0 : 1 + random.nextInt(255));
        Arrays.fill(state, start, start + length, value);
        return switch (kind) {
            case 0 -> "write -z " + start + " " + length;
            case 1 -> "discard " + start + " " + length;
            default -> "write -P " + (value & 0xff) + " " + start + " " + length;
        };
    }
}
