package htg.cli.journey;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The power fails while a stick boots for the first time, and the stick boots again. */
class PowerCutIT {
    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void needsMachines() {
        Htg.requireMachines();
    }

    /** A stick that is cut off is followed to its login once, as that takes long, and else to its base. */
    @Test
    void aStickBootsWhereverThePowerFailedInItsFirstBoot() throws IOException {
        String image = Stick.image().path().toString();
        CommandResult login = test(
                image, "--matrix", matrix("multi-user"), "--only", "direct/virtio-blk/writes@1", "--report", "login");
        assertThat(login.exitStatus()).as(login.errorTail()).isZero();
        assertThat(login.output()).contains("1 of 1 cells passed");
        Path log = folder.resolve("login/writes/direct-virtio-blk/writes.log");
        assertThat(log).isNotEmptyFile();
        CommandResult base =
                test(image, "--matrix", matrix("base"), "--power-cut", "sample:4", "--write-log", log.toString());
        assertThat(base.exitStatus()).as(base.errorTail()).isZero();
        assertThat(base.output()).contains("4 of 4 cells passed");
        assertThat(base.errorTail()).contains("4 cuts, 4 boots");
    }

    private String matrix(String until) throws IOException {
        String text = "name: cuts\ninclude: [direct/virtio-blk]\nuntil: " + until + "\nchecks: none\n";
        return Files.writeString(folder.resolve(until + ".yaml"), text).toString();
    }

    private CommandResult test(String image, String... options) {
        return new Htg(folder)
                .run(Stream.concat(Stream.of("test", image), Stream.of(options)).toArray(String[]::new));
    }
}
