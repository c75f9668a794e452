package htg.init;

import htg.common.process.CommandResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A running stick made of files, whose boot files the scripts of kernel packages bring up to date.
 *
 * @param root what the scripts take for the root of all paths
 */
record FakeStick(Path root) {
    /** Where the boot files are. */
    static final String FOLDER = "boot/efi/htg/default/";

    /** A stick with the scripts, and a ramdisk builder that writes the kernel's name into each tier. */
    static FakeStick in(Path root) {
        FakeStick stick = new FakeStick(root);
        stick.write(
                "usr/lib/htg/miniroot/build",
                "#!/bin/sh\nfor tier in miniroot buses rescue; do echo \"$tier of $1\" >\"$2/$tier.$3\"; done\n");
        if (!stick.path("usr/lib/htg/miniroot/build").toFile().setExecutable(true)) {
            throw new AssertionError("the ramdisk builder could not be made executable");
        }
        stick.copyScript("kernels.sh");
        stick.copyScript("install.sh");
        stick.copyScript("sticks.sh");
        return stick;
    }

    Path path(String path) {
        return root.resolve(path);
    }

    /** Runs the stick's update-initramfs. */
    CommandResult run(Shell shell, String... arguments) {
        Path script = Scripts.folder("stick/usr/sbin/update-initramfs").toAbsolutePath();
        return Shell.RUNNER.run(shell.command(script, arguments)
                .env("HTG_ROOT", root.toString())
                .env("PATH", path("bin") + ":" + System.getenv("PATH")));
    }

    /** Lets a kernel of this version be installed. */
    void install(String version) {
        write("boot/vmlinuz-" + version, "kernel " + version);
        write("usr/lib/modules/" + version + "/modules.dep", "kernel/fs/btrfs/btrfs.ko.xz:\n");
    }

    /** A boot file's text. */
    String read(String name) {
        try {
            return Files.readString(path(FOLDER + name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void write(String path, String text) {
        try {
            Files.createDirectories(path(path).getParent());
            Files.writeString(path(path), text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void copyScript(String name) {
        String path = "usr/lib/htg/miniroot/" + name;
        try {
            write(path, Files.readString(Scripts.folder("stick/" + path)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
