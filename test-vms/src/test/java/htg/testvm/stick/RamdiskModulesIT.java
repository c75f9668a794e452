package htg.testvm.stick;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.Command;
import htg.common.process.CommandRunner;
import htg.common.process.SystemCommandRunner;
import htg.testvm.Needs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ramdisks packed as a stick's are. */
class RamdiskModulesIT {
    private static final CommandRunner RUNNER = new SystemCommandRunner(command -> {});

    @Test
    void takesAModuleOutOfWhatZstdPacked(@TempDir Path folder) throws Exception {
        Needs.program("zstd");
        Path plain = Files.write(folder.resolve("plain"), RamdiskModulesTest.archive("init", "btrfs.ko", "xor.ko"));
        Path packed = folder.resolve("packed");
        RUNNER.check(Command.of("zstd", "-q", "--no-check", "-o", packed.toString(), plain.toString()));
        Path left = folder.resolve("left");
        RamdiskModules modules = RamdiskModules.of(RUNNER, List.of(Files.readAllBytes(packed)));
        modules.require("btrfs");
        modules.writeWithout("btrfs", left);
        assertThat(Files.readString(left, StandardCharsets.ISO_8859_1))
                .contains("init", "xor.ko")
                .doesNotContain("btrfs.ko");
    }
}
