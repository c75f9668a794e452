package htg.image.debian;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.Command;
import htg.common.process.CommandResult;
import htg.common.process.SystemCommandRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes to a running ZFS stick and may be part of its pool, on a machine made of files. */
class JoinPoolIT {
    private static final Path SCRIPT = Path.of("src/main/resources/htg/image/zfs/files/usr/lib/htg/join-pool");
    private static final List<String> JOINING =
            List.of("zpool set path=/dev/sdb3 htg 22", "zpool online htg 22", "zpool wait -t resilver htg");

    @TempDir
    Path machine = Path.of("");

    @BeforeEach
    void halfAMirror() throws IOException {
        Path partition = Files.createDirectories(machine.resolve("sys/devices/sdb/sdb3"));
        Files.writeString(partition.resolve("partition"), "3\n");
        Files.createDirectories(machine.resolve("sys/class/block"));
        Files.createSymbolicLink(machine.resolve("sys/class/block/sdb3"), partition);
        program("findmnt", "echo htg/ROOT/default");
        Files.copy(SCRIPT, machine.resolve("bin/join-pool"));
        program("renew-token", "[ \"$1\" != --show ] || for name in $2 $3; do cat \"$HTG_ROOT/token.$name\"; done");
        token("sda3", "aa 11");
        token("sdb3", "11 ");
        program("root-partitions", "echo sda3; ! grep -q ONLINE \"$HTG_ROOT/state\" || echo sdb3");
        program("udevadm", "");
        state("UNAVAIL");
        health("ONLINE");
        label("77 22 500 0 0012ab htg 1 0 21 22");
        program("zpool", """
                case $1 in
                    status) printf '  pool: htg\\n\\t77  DEGRADED 0\\n\\t  21  ONLINE 0 0 0\\n\\t  22  %s 0 0 0  was x\\n' \
                "$(cat "$HTG_ROOT/state")" ;;
                    get) case $* in *guid*) echo 77 ;; *) cat "$HTG_ROOT/health" ;; esac ;;
                    online) echo ONLINE >"$HTG_ROOT/state" ;;
                esac""");
        for (String file : List.of("issue.d/htg-pool.issue", "motd.d/htg-pool")) {
            Files.createDirectories(machine.resolve("run/" + file).getParent());
            Files.writeString(machine.resolve("run/" + file), "DEGRADED\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNAVAIL", "REMOVED", "FAULTED"})
    void aDeviceThatWasAwayJoinsAndTheWarningGoes(String state) throws IOException {
        state(state);
        assertThat(run().output().lines())
                .containsExactly(
                        "<5>sdb3 has joined the root pool htg, and is brought up to date.",
                        "<5>The root pool htg is complete again.");
        assertThat(log()).containsSubsequence(JOINING);
        assertThat(log()).contains("udevadm trigger --action=change --parent-match=" + machine + "/sys/devices/sdb");
        assertThat(log()).contains("renew-token sda3 sdb3");
        assertThat(machine.resolve("run/motd.d/htg-pool")).doesNotExist();
        assertThat(machine.resolve("run/issue.d/htg-pool.issue")).doesNotExist();
    }

    @Test
    void theWarningStaysWhileSomethingElseLacks() throws IOException {
        health("DEGRADED");
        assertThat(run().output()).doesNotContain("complete");
        assertThat(log()).contains("renew-token --lacking sda3 sdb3");
        assertThat(machine.resolve("run/motd.d/htg-pool")).exists();
    }

    /** In use, as a copy of it may be; taken out of use by somebody. */
    @ParameterizedTest
    @ValueSource(strings = {"ONLINE", "DEGRADED", "OFFLINE"})
    void whatIsInUseOrWasTakenOutIsLeftAlone(String state) throws IOException {
        state(state);
        assertThat(run().output()).isEmpty();
        assertThat(log()).noneMatch(line -> line.matches("zpool (set|online).*"));
    }

    /** Of another pool; of this one, and not known to it any more; no ZFS. */
    @ParameterizedTest
    @ValueSource(strings = {"78 22 500 0 0012ab htg 1 0 21 22", "77 23 500 0 0012ab htg 1 0 23", ""})
    void whatIsNotOfThePoolIsLeftAlone(String label) throws IOException {
        label(label);
        CommandResult result = run();
        assertThat(result.succeeded()).isTrue();
        assertThat(result.output()).isEmpty();
        assertThat(log()).noneMatch(line -> line.matches("zpool (set|online).*"));
    }

    /** Used alone since they were together, which the running one may not know. */
    @ParameterizedTest
    @ValueSource(strings = {"bb 11", "bb ", "bb aa"})
    void whatWasUsedApartIsLeftAsItIs(String tokens) throws IOException {
        token("sdb3", tokens);
        CommandResult result = run();
        assertThat(result.exitStatus()).isEqualTo(1);
        assertThat(result.output())
                .contains("was used apart from it", "zpool labelclear -f /dev/sdb3 && zpool replace htg 22 /dev/sdb3");
        assertThat(log()).noneMatch(line -> line.matches("zpool (set|online).*"));
    }

    /** It was there until a moment ago; it is no stick. */
    @ParameterizedTest
    @ValueSource(strings = {"aa 11", " "})
    void whatNothingSpeaksAgainstJoins(String tokens) throws IOException {
        token("sdb3", tokens);
        assertThat(run().output()).contains("complete again");
    }

    @Test
    void saysThatTheDeviceCannotBeUsed() throws IOException {
        program("zpool", "case $1 in status) printf '\\t22  FAULTED 0\\n' ;; get) echo 77 ;; esac");
        CommandResult result = run();
        assertThat(result.exitStatus()).isEqualTo(1);
        assertThat(result.output()).startsWith("<3>sdb3 is of the root pool htg, but cannot be used");
    }

    private void state(String state) throws IOException {
        Files.writeString(machine.resolve("state"), state + "\n");
    }

    private void token(String name, String words) throws IOException {
        Files.writeString(machine.resolve("token." + name), words + "\n");
    }

    private void health(String health) throws IOException {
        Files.writeString(machine.resolve("health"), health + "\n");
    }

    private void label(String words) throws IOException {
        program("htg-zpool", words.isEmpty() ? "exit 3" : "echo " + words);
    }

    private void program(String name, String lines) throws IOException {
        Path program = Files.createDirectories(machine.resolve("bin")).resolve(name);
        Files.writeString(program, "#!/bin/sh\necho \"" + name + " $*\" >>\"$HTG_ROOT/log\"\n" + lines + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    private List<String> log() throws IOException {
        return Files.readAllLines(machine.resolve("log"));
    }

    private CommandResult run() {
        return new SystemCommandRunner(command -> {})
                .run(Command.of("sh", machine.resolve("bin/join-pool").toString(), "sdb3")
                        .env("HTG_ROOT", machine.toString())
                        .env("PATH", machine.resolve("bin") + ":" + System.getenv("PATH")));
    }
}
