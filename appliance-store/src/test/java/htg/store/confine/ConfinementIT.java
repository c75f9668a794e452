package htg.store.confine;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.DataSize;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
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
        return outcome(confinement(allowance), confinement(allowance).command(List.of(words)));
    }

    private Outcome outcome(Confinement confinement, Command command) throws IOException {
        try (RunningCommand running = runner.start(command, line -> {})) {
            try (OutputStream filter = running.input()) {
                filter.write(confinement.filter().orElseThrow());
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
    @ValueSource(strings = {"/x", "/usr/x", "/image/x", "/etc/x", "/dev/x", "/dev/shm/x", "/tmp/x"})
    void nothingCanBeWritten(String file) throws IOException {
        assertThat(attempt("write", file)).startsWith("refused");
    }

    /** Root outside is root to these, capabilities or not. They are opened only, since a failure would change the host. */
    @ParameterizedTest
    @ValueSource(strings = {"/proc/sysrq-trigger", "/proc/sys/kernel/core_pattern", "/proc/self/comm"})
    void theKernelsSettingsCannotBeOpenedForWriting(String file) throws IOException {
        assertThat(attempt("open", file)).startsWith("refused");
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

    /** Any program, confined as the reader is: what somebody could do who had taken it over. */
    private Outcome attemptNative(Confinement confinement, String... program) throws IOException {
        List<String> words = confinement.command(List.of()).arguments();
        List<String> line = new ArrayList<>(words.subList(0, words.lastIndexOf("--") + 1));
        line.addAll(List.of(program));
        return outcome(confinement, Command.of(line));
    }

    private Outcome attemptNative(Allowance allowance, String... program) throws IOException {
        return attemptNative(confinement(allowance), program);
    }

    private Outcome attemptPerl(String script) throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/perl")), "perl is not installed");
        return attemptNative(Allowance.STANDARD, "/usr/bin/perl", "-e", script);
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
        assertThat(attemptNative(Allowance.STANDARD, "true").status()).hasValue(0);
        Outcome outcome = attemptNative(Allowance.STANDARD, line.split(" ", -1));
        assertThat(outcome.status().orElse(0)).isNotZero();
        assertThat(outcome.errors()).isNotBlank();
    }

    /** Each process would have limits of its own. */
    @Test
    void thereIsNoSecondProcess() throws IOException {
        assertThat(attemptPerl("exit 5").status()).hasValue(5);
        assertThat(attemptPerl("defined(fork) or exit 7").status()).hasValue(7);
        assertThat(attempt("run", "true")).startsWith("refused");
    }

    @Test
    void aNamespaceCannotBeHadByAProcessOfItsOwn() throws IOException {
        int clone = System.getProperty("os.arch", "").equals("amd64") ? 56 : 220;
        assertThat(attemptPerl("syscall(" + clone + ", 0x10000000 | 17, 0, 0, 0, 0) < 0 and exit 7")
                        .status())
                .hasValue(7);
        assertThat(attemptPerl("syscall(435, 0, 0) < 0 and exit 7").status()).hasValue(7);
    }

    /** Neither shared memory nor a stack would count. */
    @Test
    void memoryThatDoesNotCountCannotBeHad() throws IOException {
        boolean intel = System.getProperty("os.arch", "").equals("amd64");
        String map = "syscall(" + (intel ? 9 : 222) + ", 0, 1 << 20, 3, %s, -1, 0) == -1 and exit 7";
        assertThat(attemptPerl(map.formatted("0x22")).status()).hasValue(0);
        assertThat(attemptPerl(map.formatted("0x21")).status()).hasValue(7);
        assertThat(attemptPerl(map.formatted("0x122")).status()).hasValue(7);
        assertThat(attemptNative(Allowance.STANDARD, "sh", "-c", "ulimit -Hs").said())
                .isEqualTo("8192\n");
        assertThat(attemptPerl("$n = 'x'; syscall(" + (intel ? 319 : 279) + ", $n, 0) < 0 and exit 7")
                        .status())
                .hasValue(7);
    }

    @Test
    void ofMemoryThereIsAsMuchAsIsAllowed() throws IOException {
        assertThat(attemptPerl("$x = 'x' x 150_000_000; exit 6").status()).hasValue(6);
        assertThat(attemptPerl("$x = 'x' x 600_000_000; exit 6").status().orElse(6))
                .isNotIn(0, 6);
    }

    /** What the JVM says of it does not get between the frames. */
    @Test
    void aReaderWithoutMemorySaysNothing() throws IOException {
        Outcome outcome = attempt(Allowance.STANDARD, "memory");
        assertThat(outcome.said()).isEmpty();
        assertThat(outcome.status()).as(outcome.errors()).hasValue(3);
    }

    @Test
    void ofTimeThereIsAsMuchAsIsAllowed() throws IOException {
        long start = System.nanoTime();
        Allowance second = Allowance.STANDARD.cpuTime(Duration.ofSeconds(1));
        assertThat(attempt(second, "compute").status()).hasValue(128 + 24);
        assertThat(attemptNative(second, "/usr/bin/perl", "-e", "$SIG{XCPU} = 'IGNORE'; 1 while 1")
                        .status())
                .hasValue(128 + 9);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
    }

    @Test
    void aFileIsNoLargerThanIsAllowed() throws IOException {
        Path scratch = Files.createFile(folder.resolve("scratch"));
        Confinement small = new Confinement(
                Escape.class.getName(),
                List.of(),
                Map.of(),
                Map.of(scratch, scratch),
                Allowance.STANDARD.output(new DataSize(1000)));
        Outcome outcome = attemptNative(small, "dd", "if=/dev/zero", "of=" + scratch, "bs=600", "count=5");
        assertThat(outcome.status().orElse(0)).isNotZero();
        assertThat(Files.size(scratch)).isEqualTo(1000);
    }

    /** Its mount being read-only is nothing to a device, and root is its owner inside as well. */
    @Test
    void aDeviceCannotBeWritten() throws IOException {
        Confinement device = new Confinement(
                Escape.class.getName(),
                confinement(Allowance.STANDARD).classPath(),
                Map.of(INSIDE, Path.of("/dev/null")),
                Map.of(),
                Allowance.STANDARD);
        assertThat(outcome(device, device.command(List.of("read", INSIDE.toString())))
                        .said())
                .isEqualTo("done ");
        assertThat(outcome(device, device.command(List.of("write", INSIDE.toString())))
                        .said())
                .startsWith("refused");
        assertThat(attemptNative(device, "dd", "if=/dev/zero", "of=" + INSIDE, "count=1", "conv=notrunc")
                        .status()
                        .orElse(0))
                .isNotZero();
    }

    @Test
    void itEndsWithWhoeverStartedIt() throws IOException {
        Confinement confinement = confinement(Allowance.STANDARD);
        RunningCommand running = runner.start(confinement.command(List.of("compute")), line -> {});
        try (OutputStream filter = running.input()) {
            filter.write(confinement.filter().orElseThrow());
        }
        assertThat(running.output().read()).as(running.errorTail()).isEqualTo('b');
        List<ProcessHandle> inside =
                ProcessHandle.of(running.pid()).orElseThrow().descendants().toList();
        assertThat(inside).isNotEmpty();
        running.close();
        assertThat(running.isAlive()).isFalse();
        assertThat(inside)
                .allSatisfy(process ->
                        process.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    }

    @Test
    void whatIsTrustedRunsWithoutAllThat() {
        CommandResult result = runner.run(confinement(Allowance.STANDARD).trusted(List.of("read", image.toString())));
        assertThat(result.output()).isEqualTo("done the image");
    }
}
