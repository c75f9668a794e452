package htg.common.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemCommandRunnerTest {
    private final SystemCommandRunner runner = new SystemCommandRunner(command -> {});

    @Test
    void capturesOutputAndStatus() {
        CommandResult result = runner.run(Command.of("sh", "-c", "echo out; echo err >&2; exit 3"));
        assertThat(result.exitStatus()).isEqualTo(3);
        assertThat(result.output()).isEqualTo("out\n");
        assertThat(result.errorTail()).isEqualTo("err");
    }

    @Test
    void killsTheWholeFamilyWhenTimeIsUp(@TempDir Path folder) throws Exception {
        Path pid = folder.resolve("pid");
        CommandResult result = runner.run(
                Command.of("sh", "-c", "sleep 60 & echo $! >" + pid + "; wait").within(Duration.ofMillis(700)));
        assertThat(result.timedOut()).isTrue();
        assertThat(result.elapsed()).isLessThan(Duration.ofSeconds(10));
        assertThat(runs(Files.readString(pid).strip())).isFalse();
    }

    @Test
    void namesTheProgramThatIsMissing() {
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> runner.run(Command.of("no-such-program-htg")))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ExitCode.ENVIRONMENT))
                .withMessageContaining("no-such-program-htg");
    }

    @Test
    void aFailedCheckSaysWhatWasPrintedAndHowToRepeatIt() {
        Command command = Command.of("sh", "-c", "echo 'disk on fire' >&2; exit 1");
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> runner.check(command))
                .withMessageContaining("disk on fire")
                .satisfies(failure -> assertThat(failure.hint()).contains("sh -c 'echo '\\''disk on fire'\\''"));
    }

    @Test
    void passesErrorLinesOnAsTheyAppear() {
        List<String> lines = new CopyOnWriteArrayList<>();
        runner.check(Command.of("sh", "-c", "echo one >&2; echo two >&2"), lines::add);
        assertThat(lines).containsExactly("one", "two");
    }

    @Test
    void readsAndWritesFiles(@TempDir Path folder) throws Exception {
        Path in = Files.writeString(folder.resolve("in"), "hello");
        Path out = folder.resolve("out");
        runner.check(Command.of("cat").reading(in).writing(out));
        assertThat(out).hasContent("hello");
    }

    @Test
    void closingARunningCommandKillsIt() throws Exception {
        RunningCommand cat = runner.start(Command.of("cat"), line -> {});
        cat.input().write("ping\n".getBytes(StandardCharsets.UTF_8));
        cat.input().flush();
        assertThat(cat.output().readNBytes(5)).asString(StandardCharsets.UTF_8).isEqualTo("ping\n");
        cat.close();
        assertThat(cat.isAlive()).isFalse();
    }

    /** A killed orphan may stay a zombie (state Z) until some init collects it: it does not run any more. */
    private static boolean runs(String pid) throws IOException {
        try {
            return !Files.readString(Path.of("/proc", pid, "stat")).contains(") Z ");
        } catch (NoSuchFileException gone) {
            return false;
        }
    }
}
