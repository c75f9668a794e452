package htg.cli.project;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.Command;
import htg.common.process.CommandResult;
import htg.common.process.RunningCommand;
import htg.common.process.SystemCommandRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LauncherIT {
    private final FakeMachine machine;

    LauncherIT(@TempDir Path folder) throws IOException {
        machine = new FakeMachine(folder);
    }

    @BeforeAll
    static void needsFlock() {
        Project.requireProgram("flock");
    }

    @BeforeEach
    void everythingIsInstalled() throws IOException {
        machine.installed("mmdebstrap", "util-linux");
    }

    @Test
    void startsTheProgramInTheCallersFolderAlsoThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(machine.folder().resolve("link"), machine.launcher());
        Path elsewhere = Files.createDirectory(machine.folder().resolve("else where"));
        Command command = machine.htg("build", "my spec.yaml");
        List<String> words = command.arguments().stream()
                .map(word -> word.equals(machine.launcher().toString()) ? link.toString() : word)
                .toList();
        CommandResult result = run(Command.of(words).in(elsewhere));
        assertThat(result.output().lines())
                .startsWith("in " + elsewhere)
                .contains("-Dhtg.home=" + machine.launcher().getParent())
                .endsWith("htg.cli.Main", "build", "my spec.yaml");
    }

    /** The JVM itself does not look at it. */
    @Test
    void tellsTheProgramWhereTemporaryFilesAre() {
        List<String> words = new ArrayList<>(machine.htg("build").arguments());
        words.add(words.indexOf(machine.launcher().toString()), "TMPDIR=/var/tmp/own");
        assertThat(run(Command.of(words)).output().lines()).contains("-Djava.io.tmpdir=/var/tmp/own");
        assertThat(machine.run("build").output().lines()).contains("-Djava.io.tmpdir=/tmp");
    }

    @Test
    void letsTheProgramReadMoreFileSystems() {
        List<String> words = new ArrayList<>(machine.htg("build").arguments());
        words.add(words.indexOf(machine.launcher().toString()), "HTG_FILE_SYSTEMS=/x/one.jar:/x/two.jar");
        assertThat(run(Command.of(words)).output().lines())
                .anyMatch(word -> word.endsWith(".jar:/x/one.jar:/x/two.jar"));
    }

    @Test
    void tellsTheProgramHowWideTheTerminalIs() {
        Project.requireProgram("script");
        String line = "stty cols 97; " + machine.htg("build").replayLine();
        CommandResult onTerminal = run(Command.of("script", "-qec", line, "/dev/null"));
        assertThat(onTerminal.output()).contains("-Dhtg.terminal.columns=97");
        assertThat(machine.run("build").output().lines()).contains("-Dhtg.terminal.columns=");
    }

    @Test
    void compilesOnlyWhatChanged() throws Exception {
        machine.run("build");
        machine.run("build");
        assertThat(machine.done()).containsExactly("mvn");
        Files.setLastModifiedTime(machine.source(), FileTime.from(Instant.now().plusSeconds(1)));
        machine.run("build");
        assertThat(machine.done()).containsExactly("mvn", "mvn");
    }

    @Test
    void asksACompilerForItsVersionOnce() throws Exception {
        String asked = "echo javac >>" + machine.folder().resolve("log") + "; echo 'javac ";
        machine.program("javac", asked + "17.0.9'");
        machine.run("build");
        assertThat(machine.run("build").exitStatus()).isZero();
        assertThat(machine.done()).containsOnlyOnce("javac");
        machine.program("javac", asked + "11.0.20'");
        assertThat(machine.run("build").errorTail()).contains("is version 11");
        assertThat(machine.run("build").errorTail()).contains("is version 11");
    }

    @Test
    void twoAtOnceCompileOnce() throws Exception {
        String slow = "sleep 1; mkdir -p cli/target/dist; : >cli/target/dist/htg.jar; echo mvn >>"
                + machine.folder().resolve("log");
        machine.program("mvn", slow);
        try (RunningCommand first = new SystemCommandRunner(command -> {}).start(machine.htg("build"), line -> {})) {
            while (!Files.exists(machine.launcher().resolveSibling("target/lock"))) {
                Thread.sleep(10);
            }
            CommandResult second = machine.run("build");
            assertThat(second.succeeded()).isTrue();
            assertThat(first.waitFor(Duration.ofSeconds(20))).hasValue(0);
        }
        assertThat(machine.done()).containsExactly("mvn");
    }

    @Test
    void showsMavensErrorsAndCompilesAgainNextTime() throws Exception {
        machine.program("mvn", "echo '[INFO] noise'; echo '[ERROR] A.java:1 missing brace'; exit 1");
        CommandResult result = machine.run("build");
        assertThat(result.exitStatus()).isEqualTo(1);
        assertThat(result.errorTail())
                .contains("missing brace", "htg does not compile")
                .doesNotContain("noise");
        assertThat(machine.run("build").exitStatus()).isEqualTo(1);
    }

    @Test
    void saysThatMavenNeedsTheNetwork() throws Exception {
        machine.program(
                "mvn", "echo '[ERROR] Could not transfer artifact x: Unknown host repo: Name not known'; exit 1");
        CommandResult result = machine.run("build");
        assertThat(result.exitStatus()).isEqualTo(3);
        assertThat(result.errorTail()).contains("Maven cannot fetch");
    }

    @Test
    void installsWhatIsMissingWhenItMay() throws Exception {
        machine.installed("util-linux");
        CommandResult result = machine.run("build");
        assertThat(result.exitStatus()).isZero();
        assertThat(result.errorTail()).contains("htg: installing mmdebstrap");
        assertThat(machine.done().get(0))
                .startsWith("apt-get -y ")
                .endsWith(" install --no-install-recommends mmdebstrap");
    }

    @Test
    void usesSudoWhereItNeedsNoPassword() throws Exception {
        machine.installed("util-linux", "uidmap");
        machine.program("id", "echo 1000");
        machine.program("sudo", "[ \"$1\" = -n ] || { echo sudo >>" + machine.folder() + "/log; \"$@\"; }");
        assertThat(machine.run("build").exitStatus()).isZero();
        assertThat(machine.done()).startsWith("sudo").anyMatch(line -> line.endsWith(" mmdebstrap"));
    }

    @Test
    void printsTheOneCommandWhereItMayNotInstall() throws Exception {
        machine.installed("util-linux");
        machine.program("id", "echo 1000");
        CommandResult result = machine.run("build");
        assertThat(result.exitStatus()).isEqualTo(3);
        assertThat(result.errorTail()).isEqualTo("""
                        htg: These Debian packages are missing: mmdebstrap uidmap
                             Install them with: sudo apt-get install --no-install-recommends mmdebstrap uidmap""");
        assertThat(machine.done()).isEmpty();
    }

    @Test
    void readsThePackageListsAgainWhenTheyAreOld() throws Exception {
        machine.installed("util-linux");
        Path fresh = machine.folder().resolve("fresh");
        machine.program("apt-get", "case \"$*\" in *update*) : >" + fresh + " ;; *) [ -e " + fresh + " ] ;; esac");
        CommandResult result = machine.run("build");
        assertThat(result.exitStatus()).isZero();
        assertThat(result.errorTail()).contains("reading it again");
    }

    @Test
    void saysThatTheMirrorDoesNotAnswer() throws Exception {
        machine.installed("util-linux");
        machine.program("apt-get", "echo 'E: Failed to fetch x  Temporary failure resolving y'; exit 100");
        CommandResult result = machine.run("build");
        assertThat(result.exitStatus()).isEqualTo(3);
        assertThat(result.errorTail()).contains("htg: The Debian mirror does not answer");
    }

    @Test
    void namesThePackagesOfAMissingJdkAndMaven() throws Exception {
        machine.remove("javac");
        machine.remove("mvn");
        machine.program("id", "echo 1000");
        machine.installed("mmdebstrap", "util-linux", "uidmap");
        CommandResult result = machine.run("build");
        assertThat(result.exitStatus()).isEqualTo(3);
        assertThat(result.errorTail()).contains("packages are missing: openjdk-21-jdk-headless maven\n");
    }

    @Test
    void refusesAJdkThatIsTooOld() throws Exception {
        machine.program("javac", "echo 'javac 11.0.2'");
        CommandResult result = machine.run("build");
        assertThat(result.exitStatus()).isEqualTo(3);
        assertThat(result.errorTail()).contains("needs a JDK 17 or newer").contains("is version 11");
    }

    @Test
    void helpNeedsNothingInstalled() throws Exception {
        machine.installed();
        assertThat(machine.run("build", "--help").exitStatus()).isZero();
        assertThat(machine.done()).containsExactly("mvn");
    }

    private static CommandResult run(Command command) {
        return new SystemCommandRunner(trace -> {}).run(command);
    }
}
