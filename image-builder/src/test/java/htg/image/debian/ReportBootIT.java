package htg.image.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script of the stick that tells the journal what the trampoline has seen. */
class ReportBootIT {
    private static final String[] HEALTHY = {
        "pool=the btrfs pool with UUID 1-2",
        "devices=sda3 sdb3",
        "access=rw",
        "missing=0",
        "health=",
        "remark=",
        "failures=0",
        "seconds=4.61"
    };

    @TempDir
    Path folder = Path.of("");

    @Test
    void saysWhichPoolWasStartedAndFromWhat() throws IOException {
        assertThat(said())
                .isEqualTo("<6>Started from the btrfs pool with UUID 1-2 on sda3 sdb3, rw, 4.61 s after the kernel.\n");
        assertThat(folder.resolve("run/motd.d")).doesNotExist();
    }

    @Test
    void warnsOfAPoolThatLacksADevice() throws IOException {
        assertThat(said("missing=1")).contains("\n<4>DEGRADED: the root pool was started without 1 of its devices.");
        assertThat(folder.resolve("run/motd.d/htg-pool")).content().contains("DEGRADED");
        assertThat(Files.readAllLines(folder.resolve("run/issue.d/htg-pool.issue")))
                .allMatch(line -> line.length() < 80);
    }

    @Test
    void warnsOfAPoolThatSaysSoItself() throws IOException {
        assertThat(said("health=degraded")).contains("\n<4>DEGRADED: a device of the root pool does not work.");
    }

    @Test
    void notesCopiesAndFailedAttempts() throws IOException {
        assertThat(said("remark=a copy is there as well", "failures=2"))
                .contains("\n<5>Of this stick, a copy is there as well.\n")
                .contains("\n<5>The pool was found only after 2 failed attempts.\n");
    }

    private String said(String... changes) throws IOException {
        String[] facts = HEALTHY.clone();
        for (String change : changes) {
            for (int i = 0; i < facts.length; i++) {
                if (facts[i].startsWith(change.substring(0, change.indexOf('=') + 1))) {
                    facts[i] = change;
                }
            }
        }
        return FakeStick.in(folder).facts(facts).run("report-boot").output();
    }
}
