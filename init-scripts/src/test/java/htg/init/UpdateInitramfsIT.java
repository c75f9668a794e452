package htg.init;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.CommandResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kernel upgrades on a stick made of files. */
class UpdateInitramfsIT {
    private static final String FOLDER = "boot/efi/htg/default/";

    @TempDir
    Path stick = Path.of("");

    @BeforeEach
    void makeStick() {
        write(
                "proc/mounts",
                "/dev/sda3 / btrfs rw,relatime,compress=zstd:3,subvolid=256,subvol=/ROOT/default 0 0\n/dev/sda2 "
                        + stick + "/boot/efi vfat rw 0 0\n");
        write("usr/lib/htg/miniroot/build", "#!/bin/sh\necho \"miniroot of $1\" >\"$2\"\n");
        stick.resolve("usr/lib/htg/miniroot/build").toFile().setExecutable(true);
        write(FOLDER + "vmlinuz", "kernel 6.12.9");
        write(FOLDER + "miniroot.img", "miniroot of 6.12.9");
        install("6.12.9");
    }

    @ParameterizedTest
    @EnumSource
    void putsTheNewestKernelThereAndKeepsTheOneBefore(Shell shell) {
        install("6.12.10");
        assertThat(run(shell, "-c", "-k", "6.12.10").succeeded()).isTrue();
        assertThat(read("vmlinuz")).isEqualTo("kernel 6.12.10");
        assertThat(read("miniroot.img")).isEqualTo("miniroot of 6.12.10\n");
        assertThat(read("vmlinuz.old")).isEqualTo("kernel 6.12.9");
        assertThat(read("miniroot.old")).isEqualTo("miniroot of 6.12.9");
        assertThat(stick.resolve(FOLDER).toFile().list()).hasSize(4);
    }

    @ParameterizedTest
    @EnumSource
    void rebuildsTheMinirootOfTheSameKernelWithoutForgettingTheOldOne(Shell shell) {
        write(FOLDER + "vmlinuz.old", "kernel 6.12.8");
        write(FOLDER + "miniroot.old", "miniroot of 6.12.8");
        assertThat(run(shell, "-u").succeeded()).isTrue();
        assertThat(read("miniroot.img")).isEqualTo("miniroot of 6.12.9\n");
        assertThat(read("vmlinuz.old")).isEqualTo("kernel 6.12.8");
    }

    @ParameterizedTest
    @EnumSource
    void goesBackToTheKernelThatIsLeft(Shell shell) {
        write(FOLDER + "vmlinuz", "kernel 6.12.10");
        assertThat(run(shell, "-d", "-k", "6.12.10").succeeded()).isTrue();
        assertThat(read("vmlinuz")).isEqualTo("kernel 6.12.9");
    }

    @ParameterizedTest
    @EnumSource
    void leavesTheOldPairWhenTheMinirootCannotBeBuilt(Shell shell) {
        install("6.12.10");
        write("usr/lib/htg/miniroot/build", "#!/bin/sh\nexit 1\n");
        stick.resolve("usr/lib/htg/miniroot/build").toFile().setExecutable(true);
        CommandResult result = run(shell, "-c", "-k", "6.12.10");
        assertThat(result.exitStatus()).isEqualTo(1);
        assertThat(result.errorTail()).contains("the stick boots as before");
        assertThat(read("vmlinuz")).isEqualTo("kernel 6.12.9");
        assertThat(stick.resolve(FOLDER).toFile().list()).containsExactlyInAnyOrder("vmlinuz", "miniroot.img");
    }

    @ParameterizedTest
    @EnumSource
    void doesNothingWhereNoBootPartitionIsMounted(Shell shell) {
        write("proc/mounts", "overlay / overlay rw 0 0\n");
        CommandResult result = run(shell, "-c", "-k", "6.12.9");
        assertThat(result.succeeded()).isTrue();
        assertThat(result.output()).contains("nothing to do");
    }

    @ParameterizedTest
    @EnumSource
    void refusesWordsItDoesNotKnow(Shell shell) {
        assertThat(run(shell, "-x").exitStatus()).isEqualTo(2);
        assertThat(run(shell).exitStatus()).isEqualTo(1);
    }

    private CommandResult run(Shell shell, String... arguments) {
        Path script = Scripts.folder("stick/usr/sbin/update-initramfs").toAbsolutePath();
        return Shell.RUNNER.run(shell.command(script, arguments).env("HTG_ROOT", stick.toString()));
    }

    private void install(String version) {
        write("boot/vmlinuz-" + version, "kernel " + version);
        write("usr/lib/modules/" + version + "/modules.dep", "");
    }

    private String read(String name) {
        try {
            return Files.readString(stick.resolve(FOLDER + name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void write(String path, String text) {
        try {
            Files.createDirectories(stick.resolve(path).getParent());
            Files.writeString(stick.resolve(path), text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
