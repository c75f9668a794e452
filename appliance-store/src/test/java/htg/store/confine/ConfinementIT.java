package htg.store.confine;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.Command;
import htg.common.process.CommandResult;
import htg.common.process.RunningCommand;
import htg.common.process.SystemCommandRunner;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader cannot do, tried by one. */
class ConfinementIT {
    private static final Path INSIDE = Path.of("/image/disk.img");

    private final SystemCommandRunner runner = new SystemCommandRunner(command -> {});

    @TempDir
    private Path folder;

    private Path image = Path.of("");

    /**
     * How it ended.
     *
     * @param status empty when it had to be ended from outside
     */
    private record Outcome(OptionalInt status, String said, String errors) {}

    @BeforeEach
    void makeImage() throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/bwrap")), "bwrap is not installed");
        image = Files.writeString(folder.resolve("disk.img"), "the image");
        Files.writeString(folder.resolve("secret"), "a secret");
    }

    private Confinement confinement(Allowance allowance) {
        List<Path> classPath = List.of(Path.of(
                Escape.class.getProtectionDomain().getCodeSource().getLocation().getPath()));
        return new Confinement(Escape.class.getName(), classPath, Map.of(INSIDE, image), Map.of(), allowance);
    }

    private Outcome attempt(Allowance allowance, String... words) throws IOException {
        Command command = confinement(allowance).command(List.of(words));
        try (RunningCommand running = runner.start(command, line -> {})) {
            try (OutputStream filter = running.input()) {
                filter.write(Confinement.filter().orElseThrow());
            }
            String said = new String(running.output().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(running.waitFor(Duration.ofMinutes(1)), said, running.errorTail());
        }
    }

    private String attempt(String... words) throws IOException {
        Outcome outcome = attempt(Allowance.STANDARD, words);
        assertThat(outcome.status()).as(outcome.errors()).hasValue(0);
        return outcome.said();
    }

    @Test
    void theImageCanBeRead() throws IOException {
        assertThat(attempt("read", INSIDE.toString())).isEqualTo("done the image");
    }

    @Test
    void theImageCannotBeWritten() throws IOException {
        assertThat(attempt("write", INSIDE.toString())).startsWith("refused");
        assertThat(image).hasContent("the image");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "/etc/shadow",
                "/root/.bashrc",
                "/var/log/dpkg.log",
                "/proc/1/root/etc/passwd",
                "/dev/mem"
            })
    void whatIsNotGivenCannotBeRead(String file) throws IOException {
        assertThat(attempt("read", file)).startsWith("refused");
    }

    @Test
    void whatLiesBesideTheImageCannotBeRead() throws IOException {
        assertThat(attempt("read", folder.resolve("secret").toString())).startsWith("refused");
        assertThat(attempt("read", "/image/../secret")).startsWith("refused");
        assertThat(attempt("list", "/image")).isEqualTo("done disk.img");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/x", "/usr/x", "/image/x", "/etc/x", "/proc/sysrq-trigger", "/dev/x", "/dev/shm/x", "/tmp/x"})
    void nothingCanBeWritten(String file) throws IOException {
        assertThat(attempt("write", file)).startsWith("refused");
    }

    @Test
    void nobodyCanBeReached() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(attempt("connect", "127.0.0.1", Integer.toString(server.getLocalPort())))
                    .startsWith("refused");
        }
    }

    @Test
    void theEnvironmentOfTheCallerIsNotPassedOn() throws IOException {
        assertThat(attempt("environment")).doesNotContain("PATH=", "HOME=", "USER=");
    }

    @Test
    void otherProcessesCannotBeSeen() throws IOException {
        assertThat(attempt("list", "/proc"))
                .doesNotContain(" " + ProcessHandle.current().pid() + " ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unshare --user true",
                "unshare --mount true",
                "nsenter --target 1 --all true",
                "mount -t tmpfs tmpfs /tmp",
                "mount -o remount,rw /usr",
                "chroot /usr true",
                "umount /proc"
            })
    void moreRightsCannotBeHad(String line) throws IOException {
        String said = attempt(("run " + line).split(" ", -1));
        assertThat(said)
                .satisfiesAnyOf(
                        text -> assertThat(text).startsWith("refused"),
                        text -> assertThat(text).doesNotStartWith("done 0 "));
    }

    @Test
    void ofMemoryThereIsAsMuchAsIsAllowed() throws IOException {
        Outcome outcome = attempt(Allowance.STANDARD, "memory");
        assertThat(outcome.said()).doesNotContain("took");
        assertThat(outcome.status().orElse(0)).isNotZero();
    }

    @Test
    void ofTimeThereIsAsMuchAsIsAllowed() throws IOException {
        long start = System.nanoTime();
        Outcome outcome = attempt(Allowance.STANDARD.cpuTime(Duration.ofSeconds(1)), "compute");
        assertThat(outcome.said()).doesNotContain("computed");
        assertThat(outcome.status().orElse(0)).isNotZero();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void itEndsWithWhoeverStartedIt() throws IOException {
        RunningCommand running = runner.start(confinement(Allowance.STANDARD).command(List.of("compute")), line -> {});
        try (OutputStream filter = running.input()) {
            filter.write(Confinement.filter().orElseThrow());
        }
        running.close();
        assertThat(running.isAlive()).isFalse();
    }

    @Test
    void whatIsTrustedRunsWithoutAllThat() {
        CommandResult result = runner.run(confinement(Allowance.STANDARD).trusted(List.of("read", image.toString())));
        assertThat(result.output()).isEqualTo("done the image");
    }
}
