package htg.image.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script of the stick that makes it differ from its copies, on disks that are files. */
class RenewTokenIT {
    private static final String OLD = "00112233aabbccdd";
    private static final String BLOCK = "# GRUB Environment Block\nhtg_stick=" + OLD + "\n";
    private static final Pattern TOKEN = Pattern.compile("\nhtg_stick=([0-9a-f]{16})\n");

    @TempDir
    Path folder = Path.of("");

    @Test
    void replacesTheTokenAndChangesNothingElse() throws IOException {
        FakeStick stick = FakeStick.in(folder);
        stick.block("sda", BLOCK);
        String before = stick.disk(Path.of("sda"));
        stick.run("renew-token");
        String after = stick.disk(Path.of("sda"));
        assertThat(token(after)).isNotEqualTo(OLD);
        assertThat(after.replace(token(after), OLD)).isEqualTo(before);
    }

    @Test
    void allSticksOfAMirrorGetTheSame() throws IOException {
        FakeStick stick = mirror();
        String before = stick.disk(Path.of("sda"));
        stick.run("renew-token");
        String first = stick.disk(Path.of("sda"));
        assertThat(token(first)).isNotEqualTo(OLD).isEqualTo(token(stick.disk(Path.of("sdb"))));
        assertThat(first.replace(token(first), OLD)).isEqualTo(before);
    }

    /** The power fails at each write in turn. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aPowerCutLeavesSticksThatGoTogether(int cut) throws IOException {
        FakeStick stick = mirror();
        Path dd = Files.createDirectories(folder.resolve("bin")).resolve("dd");
        Files.writeString(dd, """
                #!/bin/sh
                case $* in *of=*) echo >>"$HTG_ROOT/writes"; [ "$(wc -l <"$HTG_ROOT/writes")" -lt %d ] || exec kill -9 0 ;; esac
                PATH="${PATH#*:}" exec dd "$@"
                """.formatted(cut));
        assertThat(dd.toFile().setExecutable(true)).isTrue();
        stick.runCut("renew-token");
        String first = stick.disk(Path.of("sda"));
        String second = stick.disk(Path.of("sdb"));
        assertThat(token(first).equals(token(second)) || second.contains("\nhtg_next=" + token(first) + "\n"))
                .as(first.substring(992 * 1024, 992 * 1024 + 100) + second.substring(992 * 1024, 992 * 1024 + 100))
                .isTrue();
        assertThat(first).hasSameSizeAs(second);
        stick.run("renew-token");
        first = stick.disk(Path.of("sda"));
        assertThat(token(first)).isNotEqualTo(OLD).isEqualTo(token(stick.disk(Path.of("sdb"))));
        assertThat(first).doesNotContain("htg_next");
    }

    private FakeStick mirror() throws IOException {
        FakeStick stick = FakeStick.in(folder).facts("pool=a mirror", "devices=sda3 sdb3", "missing=0");
        stick.disk("sdb");
        stick.block("sda", BLOCK);
        stick.block("sdb", BLOCK);
        return stick;
    }

    @Test
    void ofAPoolThatLacksAPartItKeepsTheTokenOfTheTimeWhenItWasComplete() throws IOException {
        FakeStick stick = FakeStick.in(folder).facts("devices=sda3", "missing=1");
        stick.block("sda", BLOCK);
        stick.run("renew-token");
        String first = stick.disk(Path.of("sda"));
        assertThat(first).contains("\nhtg_past=" + OLD + "\n");
        stick.run("renew-token");
        String second = stick.disk(Path.of("sda"));
        assertThat(token(second)).isNotEqualTo(token(first));
        assertThat(second).contains("\nhtg_past=" + OLD + "\n");
        stick.facts("devices=sda3", "missing=0");
        stick.run("renew-token");
        assertThat(stick.disk(Path.of("sda"))).doesNotContain("htg_past").hasSameSizeAs(second);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "htg_stick=00112233aabbccdd\n", "# GRUB Environment Block\nhtg_stick=$(reboot)\n", "\0\0"})
    void leavesADiskAloneThatHasNoSuchBlock(String text) throws IOException {
        FakeStick stick = FakeStick.in(folder);
        stick.block("sda", text);
        String before = stick.disk(Path.of("sda"));
        stick.run("renew-token");
        assertThat(stick.disk(Path.of("sda"))).isEqualTo(before);
    }

    private static String token(String disk) {
        Matcher token = TOKEN.matcher(disk);
        assertThat(token.find()).isTrue();
        return token.group(1);
    }
}
