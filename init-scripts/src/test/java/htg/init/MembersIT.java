package htg.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What belongs to the pool is weighed up while more of it answers. */
class MembersIT {
    /** A copy of the first half answers when the first members have been counted, and nothing has been selected yet. */
    private static final String SCRIPT = """
            . "$1/lib/members.sh"
            . "$1/lib/btrfs.sh"
            . "$1/lib/token.sh"
            HTG_RUN="$2" HTG_TYPE=btrfs HTG_STICK=
            htg_count_member() {
                newest=100 leader=-
                HTG_IDS="${HTG_IDS} $2"
                echo "7 member 1 100 - 2" >"${HTG_RUN}/devices/sdb3"
            }
            htg_weigh_members
            echo "${HTG_DEVICES}, ${HTG_MISSING} missing"
            """;

    /** The stick was pulled and another one plugged since it was read. */
    private static final String CHANGED = """
            . "$1/lib/probe.sh"
            . "$1/lib/pool.sh"
            htg_run() { "$@"; }
            HTG_RUN="$2" HTG_ROOT="$2" HTG_DEVICES=sda3
            htg_are_unchanged && echo unchanged
            echo 8 >"$2/sys/class/block/sda3/diskseq"
            htg_are_unchanged || echo "${HTG_DETAIL}"
            """;

    /** The copy that was chosen is pulled. */
    private static final String PULLED = """
            . "$1/lib/probe.sh"
            . "$1/lib/twins.sh"
            . "$1/lib/copies.sh"
            . "$1/lib/members.sh"
            htg_run() { "$@"; }
            HTG_RUN="$2" HTG_ROOT="$2" HTG_TWINS=1 HTG_COPIES='sda3 sdb3'
            HTG_KNOWN='sda3 1 101 b0b 2
            sdb3 1 100 a1ce 2'
            htg_keep_twin sda3
            htg_recall_copies
            cat "$2/devices/sdb3"
            rm -r "$2/sys/class/block/sda3"
            htg_recall_copies
            cat "$2/devices/sdb3"
            echo "chosen: ${HTG_LED}${HTG_CHOICE}"
            """;

    /** A label is what somebody has written to a disk. */
    private static final String HOSTILE_LABEL = """
            . "$1/lib/members.sh"
            cd "$2"
            print_words() {
                echo "$*"
            }
            HTG_KNOWN='sda3 1 100 token * ?cript'
            htg_for_each_member print_words
            """;

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource
    void aMediumThatWasChangedSinceItWasReadIsNotMounted(Shell shell) throws IOException {
        Path verdict = Files.createDirectories(folder.resolve("devices")).resolve("sda3");
        Files.writeString(verdict, "7 member 1 100 - 2\n");
        Files.writeString(
                Files.createDirectories(folder.resolve("sys/class/block/sda3")).resolve("diskseq"), "7\n");
        assertThat(run(shell, CHANGED)).isEqualTo("unchanged\nsda3 is no longer the medium that was read\n");
        assertThat(verdict).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void whenTheChosenCopyIsGoneTheOthersMayBeChosen(Shell shell) throws IOException {
        Files.createDirectories(folder.resolve("devices"));
        for (String disk : List.of("sda3", "sdb3")) {
            Files.writeString(
                    Files.createDirectories(folder.resolve("sys/class/block/" + disk))
                            .resolve("diskseq"),
                    "7\n");
        }
        assertThat(run(shell, PULLED)).isEqualTo("""
                7 rejected is a copy of sda3, which was chosen
                7 member 1 100 a1ce 2
                chosen:\s
                """);
    }

    @ParameterizedTest
    @EnumSource
    void aCopyThatAnswersMeanwhileIsNotTakenForTheOtherHalf(Shell shell) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("devices")).resolve("sda3"), "5 member 1 100 - 2\n");
        assertThat(run(shell, SCRIPT)).isEqualTo("sda3, 1 missing\n");
        assertThat(folder.resolve("devices/sdb3")).exists();
    }

    private String run(Shell shell, String text) throws IOException {
        Path script = Files.writeString(folder.resolve("script"), text);
        String trampoline = Scripts.folder("trampoline").toAbsolutePath().toString();
        return Shell.RUNNER
                .check(shell.command(script, trampoline, folder.toString()))
                .output();
    }

    @ParameterizedTest
    @EnumSource
    void takesAnAsteriskInALabelForAnAsterisk(Shell shell) throws IOException {
        Path script = Files.writeString(folder.resolve("script"), HOSTILE_LABEL);
        String trampoline = Scripts.folder("trampoline").toAbsolutePath().toString();
        assertThat(Shell.RUNNER
                        .check(shell.command(script, trampoline, folder.toString()))
                        .output())
                .isEqualTo("sda3 1 100 token * ?cript\n");
    }
}
