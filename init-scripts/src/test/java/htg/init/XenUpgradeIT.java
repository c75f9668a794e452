package htg.init;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.Command;
import htg.common.process.CommandResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Upgrades of Xen, and of the kernel beside it, on a stick made of files. */
class XenUpgradeIT {
    private static final String FOLDER = "boot/efi/htg/default/";

    @TempDir
    Path stick = Path.of("");

    @BeforeEach
    void makeStick() {
        write(
                "proc/mounts",
                "/dev/sda3 / btrfs rw,subvol=/ROOT/default 0 0\n/dev/sda2 " + stick + "/boot/efi vfat rw 0 0\n");
        write("proc/cmdline", "BOOT_IMAGE=/htg/default/vmlinuz root=UUID=1\n");
        write(
                "usr/lib/htg/miniroot/build",
                "#!/bin/sh\nfor tier in miniroot buses rescue; do echo \"$tier of $1\" >\"$2/$tier.$3\"; done\n");
        assertThat(stick.resolve("usr/lib/htg/miniroot/build").toFile().setExecutable(true))
                .isTrue();
        copyScript("kernels.sh");
        copyScript("install.sh");
        write(FOLDER + "vmlinuz", "kernel 6.12.9");
        for (String tier : List.of("miniroot", "buses", "rescue")) {
            write(FOLDER + tier + ".img", tier + " of 6.12.9");
        }
        install("6.12.9");
        write("boot/efi/grub/grub.cfg", "multiboot2 /htg/default/xen.gz\n");
        write("boot/xen-4.17-amd64.gz", "Xen 4.17");
        write(FOLDER + "xen.gz", "Xen 4.17");
        write(FOLDER + "dom0.img", "dom0 of 6.12.9");
    }

    @ParameterizedTest
    @EnumSource
    void bringsTheNewestXenAlongWithTheOneRamdiskThatItTakes(Shell shell) {
        write("boot/xen-4.20-amd64.gz", "Xen 4.20");
        install("6.12.10");
        assertThat(run(shell, "-c", "-k", "6.12.10").succeeded()).isTrue();
        assertThat(read("xen.gz")).isEqualTo("Xen 4.20");
        assertThat(read("dom0.img")).isEqualTo("miniroot of 6.12.10\nbuses of 6.12.10\n");
        assertThat(read("xen.old")).isEqualTo("Xen 4.17");
        assertThat(read("dom0.old")).isEqualTo("dom0 of 6.12.9");
        assertThat(stick.resolve(FOLDER + "next")).doesNotExist();
    }

    /** Called for whatever a package puts into /boot. */
    @ParameterizedTest
    @EnumSource
    void anUpgradeOfXenAloneIsFollowedAndNothingElseIs(Shell shell) {
        assertThat(run(shell, "-x").succeeded()).isTrue();
        assertThat(read("miniroot.img")).as("nothing was built").isEqualTo("miniroot of 6.12.9");
        write("boot/xen-4.20-amd64.gz", "Xen 4.20");
        assertThat(run(shell, "-x").succeeded()).isTrue();
        assertThat(read("xen.gz")).isEqualTo("Xen 4.20");
        assertThat(read("xen.old")).isEqualTo("Xen 4.17");
        assertThat(read("vmlinuz.old")).isEqualTo("kernel 6.12.9");
    }

    /** Its ramdisk would be of another kernel than the one beside it. */
    @ParameterizedTest
    @EnumSource
    void aXenThatWasRemovedDoesNotStayThere(Shell shell) {
        Shell.RUNNER.check(
                Command.of("rm", stick.resolve("boot/xen-4.17-amd64.gz").toString()));
        assertThat(run(shell, "-x").succeeded()).isTrue();
        assertThat(stick.resolve(FOLDER + "xen.gz")).doesNotExist();
        assertThat(stick.resolve(FOLDER + "dom0.img")).doesNotExist();
        assertThat(read("vmlinuz")).isEqualTo("kernel 6.12.9");
    }

    @ParameterizedTest
    @EnumSource
    void aXenThatTheMenuDoesNotStartIsLeftOut(Shell shell) {
        write("boot/efi/grub/grub.cfg", "linux /htg/default/vmlinuz\n");
        install("6.12.10");
        assertThat(run(shell, "-c", "-k", "6.12.10").succeeded()).isTrue();
        assertThat(stick.resolve(FOLDER + "xen.gz")).doesNotExist();
    }

    private CommandResult run(Shell shell, String... arguments) {
        Path script = Scripts.folder("stick/usr/sbin/update-initramfs").toAbsolutePath();
        return Shell.RUNNER.run(shell.command(script, arguments)
                .env("HTG_ROOT", stick.toString())
                .env("PATH", stick.resolve("bin") + ":" + System.getenv("PATH")));
    }

    private void install(String version) {
        write("boot/vmlinuz-" + version, "kernel " + version);
        write("usr/lib/modules/" + version + "/modules.dep", "kernel/fs/btrfs/btrfs.ko.xz:\n");
    }

    private void copyScript(String name) {
        String path = "usr/lib/htg/miniroot/" + name;
        try {
            write(path, Files.readString(Scripts.folder("stick/" + path)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
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
