package htg.testvm.stick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.process.Command;
import htg.common.process.CommandRunner;
import htg.common.process.SystemCommandRunner;
import htg.testvm.Needs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ramdisks packed as a stick's are. */
class RamdiskModulesIT {
    private static final CommandRunner RUNNER = new SystemCommandRunner(command -> {});

    @TempDir
    Path folder = Path.of("");

    @Test
    void takesAModuleOutOfWhatZstdPacked() throws Exception {
        RamdiskModules modules = modules(packed(RamdiskModulesTest.archive("init", "btrfs.ko", "xor.ko")));
        modules.require(List.of("btrfs"));
        Path left = folder.resolve("left");
        modules.writeWithout("btrfs", left);
        assertThat(Files.readString(left, StandardCharsets.ISO_8859_1))
                .contains("init", "xor.ko")
                .doesNotContain("btrfs.ko");
    }

    @Test
    void saysWhatZstdHasToSay() throws Exception {
        byte[] packed = packed(RamdiskModulesTest.archive("init", "btrfs.ko", "xor.ko"));
        byte[] cut = Arrays.copyOf(packed, packed.length / 2);
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> modules(cut).require(List.of("btrfs")))
                .withMessageContaining("zstd cannot unpack it")
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ExitCode.FAILED));
    }

    /** zstd would wait for ever for somebody to take what it has unpacked. */
    @Test
    void endsWhenWhatIsUnpackedCannotBeRead() throws Exception {
        byte[] wrong = packed(joined(RamdiskModulesTest.archive("init"), "x".repeat(8 << 20)));
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> modules(wrong).require(List.of("btrfs")))
                .withMessageContaining("no cpio archive in what is packed");
    }

    private static byte[] joined(byte[] archive, String more) {
        byte[] all = Arrays.copyOf(archive, archive.length + more.length());
        System.arraycopy(more.getBytes(StandardCharsets.US_ASCII), 0, all, archive.length, more.length());
        return all;
    }

    private byte[] packed(byte[] content) throws IOException {
        Needs.program("zstd");
        Path plain = Files.write(folder.resolve("plain"), content);
        Path packed = folder.resolve("packed");
        RUNNER.check(Command.of("zstd", "-qf", "--no-check", "-o", packed.toString(), plain.toString()));
        return Files.readAllBytes(packed);
    }

    private static RamdiskModules modules(byte[] ramdisk) {
        return new RamdiskModules(RUNNER, Path.of("stick.img"), List.of(() -> new ByteArrayInputStream(ramdisk)));
    }
}
