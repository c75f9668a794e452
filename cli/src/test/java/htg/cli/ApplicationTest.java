package htg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import htg.cli.output.Terminal;
import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.cli.Session;
import htg.common.event.Event;
import htg.common.process.Command;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

class ApplicationTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void passesTheCommandsStatusAndResultOn() {
        int status = run(
                session -> {
                    session.out().println("shining");
                    return 5;
                },
                "polish");
        assertThat(status).isEqualTo(5);
        assertThat(out()).isEqualTo("shining\n");
        assertThat(err()).isEmpty();
    }

    @Test
    void wordsAKnownFailureWithItsHintAndStatus() {
        int status = run(session -> fail(ExitCode.REFUSED, "The disk holds data", "Take another."), "polish");
        assertThat(status).isEqualTo(4);
        assertThat(err()).isEqualTo("htg: The disk holds data\n     Take another.\n");
    }

    @Test
    void showsNoStackTraceUnlessAsked() {
        ToIntFunction<Session> work = session -> fail(ExitCode.FAILED, "It broke", "");
        assertThat(run(work, "polish")).isEqualTo(1);
        assertThat(err()).isEqualTo("htg: It broke\n");
        assertThat(run(work, "polish", "--debug")).isEqualTo(1);
        assertThat(err()).contains("at htg.cli.ApplicationTest");
    }

    @Test
    void ownsUpToABug() {
        ToIntFunction<Session> work = session -> {
            throw new IllegalStateException("the plan has no steps");
        };
        assertThat(run(work, "polish")).isEqualTo(1);
        assertThat(err())
                .startsWith("htg: This is a bug in htg: IllegalStateException: the plan has no steps\n")
                .contains("--debug")
                .doesNotContain("\tat ");
    }

    @Test
    void namesTheFileWhenTheDiskIsFull() {
        ToIntFunction<Session> work = session -> {
            throw new UncheckedIOException(new FileSystemException("/out/htg.img", null, "No space left on device"));
        };
        assertThat(run(work, "polish")).isEqualTo(3);
        assertThat(err())
                .startsWith("htg: /out/htg.img: No space left on device\n")
                .contains("df -h");
    }

    @Test
    void survivesTheErrorsOfTheMachineItRunsOn() {
        ToIntFunction<Session> work = session -> {
            throw new OutOfMemoryError("Java heap space");
        };
        assertThat(run(work, "polish")).isEqualTo(3);
        assertThat(err()).contains("out of memory").contains("HTG_JAVA_OPTIONS");
    }

    @Test
    void suggestsTheCommandThatWasMeant() {
        assertThat(run(session -> 0, "polihs")).isEqualTo(2);
        assertThat(err()).startsWith("htg: Unknown command 'polihs'\n").contains("Did you mean polish");
    }

    @Test
    void suggestsTheOptionThatWasMeant() {
        assertThat(run(session -> 0, "polish", "--clot=silk")).isEqualTo(2);
        assertThat(err())
                .startsWith("htg: Unknown option '--clot=silk'\n")
                .contains("Did you mean --cloth")
                .contains("'htg polish --help'");
    }

    @Test
    void wantsACommand() {
        assertThat(run(session -> 0)).isEqualTo(2);
        assertThat(err()).startsWith("htg: No command was given\n");
    }

    @Test
    void helpsWithEachGroupOfOptions() {
        assertThat(run(session -> 0, "polish", "--help")).isZero();
        assertThat(out())
                .containsSubsequence("Options:", "--cloth", "Options of every command:", "--debug", "--output");
        assertThat(err()).isEmpty();
    }

    @Test
    void knowsItsVersion() {
        assertThat(run(session -> 0, "--version")).isZero();
        assertThat(out()).matches("htg \\d+\\.\\d+\\.\\d+\\S* \\(Java .*\\)\n");
    }

    @Test
    void answersInJsonAlsoWhenItFails() {
        ToIntFunction<Session> work = session -> {
            session.out().print("{\"half\":");
            session.out().flush();
            return fail(ExitCode.VERIFICATION, "A \"quoted\"\nmatter \u00e9\ud83d\ude00", "");
        };
        assertThat(run(work, "polish", "--output", "json")).isEqualTo(5);
        assertThat(out())
                .isEqualTo("{\"error\":{\"code\":\"verification\",\"status\":5,"
                        + "\"message\":\"A \\\"quoted\\\"\\nmatter \u00e9\\ud83d\\ude00\",\"hint\":\"\"}}\n");
        assertThat(err()).startsWith("htg: A \"quoted\"");
    }

    @Test
    void answersInJsonWhenTheCommandLineIsWrong() {
        assertThat(run(session -> 0, "polish", "--clooth", "--output=json")).isEqualTo(2);
        assertThat(out()).startsWith("{\"error\":{\"code\":\"usage\",\"status\":2,");
    }

    @Test
    void tracesProgramsOnlyWhenVerbose() {
        ToIntFunction<Session> work = session ->
                session.runner().check(Command.of("echo", "two words")).exitStatus();
        run(work, "polish");
        assertThat(err()).isEmpty();
        run(work, "polish", "-v");
        assertThat(err()).isEqualTo("+ echo 'two words'\n");
    }

    @Test
    void quietLeavesOnlyWarnings() {
        ToIntFunction<Session> work = session -> {
            session.events().emit(new Event.Warning("thin ice"));
            return session.events().step("walk", "Walk over the lake", () -> 0, result -> "dry");
        };
        run(work, "polish", "-q");
        assertThat(err()).isEqualTo("htg: warning: thin ice\n");
    }

    @Test
    void saysWhenTheResultCannotBeWritten() {
        assertThat(runInto(failing("No space left on device"))).isEqualTo(3);
        assertThat(err()).contains("Cannot write the result to standard output: No space left on device");
    }

    @Test
    void aReaderThatHasSeenEnoughIsNoFailure() {
        assertThat(runInto(failing("Broken pipe"))).isZero();
        assertThat(err()).isEmpty();
    }

    private int runInto(OutputStream broken) {
        ToIntFunction<Session> work = session -> {
            session.out().println("shining");
            return 0;
        };
        return application(work, broken).run("polish");
    }

    private int run(ToIntFunction<Session> work, String... words) {
        out.reset();
        err.reset();
        return application(work, out).run(words);
    }

    private Application application(ToIntFunction<Session> work, OutputStream target) {
        return new Application(
                List.of(new FakeCommand(work)),
                target,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Terminal.PLAIN,
                Interruption.none());
    }

    private static int fail(ExitCode code, String message, String hint) {
        throw new HtgException(code, message, hint);
    }

    private static OutputStream failing(String reason) {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException(reason);
            }
        };
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
