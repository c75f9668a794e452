package htg.testvm.screen;

import htg.common.process.Command;
import htg.common.process.CommandRunner;
import htg.testvm.DebianPackage;
import htg.testvm.Needs;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Debian's installer on a disk for UEFI: its own shim, GRUB, menu, kernel and ramdisk, all from the package of its network
 * boot files, which apt verifies. The ready images are not on every mirror.
 */
final class InstallerImage {
    private static final String PACKAGE = "debian-installer-12-netboot-amd64";
    private static final String FILES = "usr/lib/debian-installer/images/12/amd64/text/debian-installer";
    private static final long SIZE = 80L << 20;

    private InstallerImage() {}

    /** Writes the image. */
    static Path write(CommandRunner runner, Path image) throws IOException {
        Needs.program("mformat");
        Path installer = DebianPackage.file(runner, PACKAGE, FILES);
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(SIZE);
        }
        String disk = image.toString();
        runner.check(Command.of("mformat", "-i", disk, "-F", "-v", "INSTALLER", "::"));
        runner.check(Command.of("mmd", "-i", disk, "::EFI", "::EFI/BOOT"));
        Path loaders = installer.resolve("amd64");
        copy(runner, disk, loaders.resolve("bootnetx64.efi"), "::EFI/BOOT/BOOTX64.EFI");
        copy(runner, disk, loaders.resolve("grubx64.efi"), "::EFI/BOOT/grubx64.efi");
        runner.check(Command.of("mcopy", "-s", "-Q", "-i", disk, installer.toString(), "::"));
        // Without modules it takes its own menu, not the one of a CD.
        runner.check(Command.of("mdeltree", "-i", disk, "::debian-installer/amd64/grub/x86_64-efi"));
        Path menu = Path.of(image + ".grub.cfg");
        Files.writeString(menu, onTheConsole(Files.readString(loaders.resolve("grub/grub.cfg"))));
        runner.check(Command.of("mcopy", "-o", "-i", disk, menu.toString(), "::debian-installer/amd64/grub/grub.cfg"));
        return image;
    }

    /** Debian's menu, on the firmware's console: GRUB's own fonts cannot be read. */
    private static String onTheConsole(String menu) {
        String changed = menu.replace("if loadfont $font ; then", "if false ; then");
        if (changed.equals(menu)) {
            throw new IllegalStateException("Debian's menu has changed: " + menu);
        }
        return changed;
    }

    private static void copy(CommandRunner runner, String disk, Path file, String target) {
        if (!Files.exists(file)) {
            throw new IllegalStateException(file + " is not in the package");
        }
        runner.check(Command.of("mcopy", "-i", disk, file.toString(), target));
    }
}
