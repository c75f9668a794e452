package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.Command;
import htg.common.process.CommandResult;
import htg.common.process.RunningCommand;
import htg.common.process.SystemCommandRunner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code htg run --direct}: QEMU starts the kernel that a confined reader took out of an image, and it finds its disk. */
class RunDirectIT {
    private static final SystemCommandRunner RUNNER = new SystemCommandRunner(command -> {});
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String SWITCHED = "HTG-STAGE switch ok";

    @TempDir
    static Path folder = Path.of("");

    @BeforeAll
    static void packTheStick() {
        Htg.requireMachines();
        Htg.requireStickTools();
        RUNNER.check(Command.of("qemu-img", "convert", "-O", "qcow2")
                .with(Stick.image().path().toString())
                .with(folder.resolve("stick.qcow2").toString()));
    }

    @Test
    void theKernelOfAnImageFindsItsRootOnTheUnpackedDisk() {
        try (RunningCommand run = new Htg(folder)
                .start("run", "stick.qcow2", "--direct", "--accel", "tcg", "--append", "loglevel=7 htg.test-word")) {
            List<String> console = consoleUntil(SWITCHED, run);
            assertThat(console).anyMatch(line -> line.contains("Command line:") && line.contains(" htg.test-word"));
            assertThat(console).as(run.errorTail()).anyMatch(line -> line.contains(SWITCHED));
        }
    }

    @Test
    void theMachineIsShownWithoutStartingIt() {
        CommandResult result = new Htg(folder).run("run", "stick.qcow2", "--direct", "--dry-run");
        assertThat(result.exitStatus()).as(result.errorTail()).isZero();
        assertThat(result.output()).contains("-kernel ", "-initrd ", "-append ", "rootfstype=btrfs");
    }

    /** What the machine says until a line has these words, or for the time that a boot may take. */
    private static List<String> consoleUntil(String words, RunningCommand run) {
        List<String> lines = new CopyOnWriteArrayList<>();
        CompletableFuture.runAsync(() -> read(words, run, lines))
                .completeOnTimeout(null, LIMIT.toSeconds(), TimeUnit.SECONDS)
                .join();
        return List.copyOf(lines);
    }

    private static void read(String words, RunningCommand run, List<String> lines) {
        BufferedReader console = new BufferedReader(new InputStreamReader(run.output(), StandardCharsets.ISO_8859_1));
        try {
            for (String line = console.readLine(); line != null; line = console.readLine()) {
                lines.add(line);
                if (line.contains(words)) {
                    return;
                }
            }
        } catch (IOException ended) {
            lines.add(ended.toString());
        }
    }
}
