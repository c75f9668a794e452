package htg.fsimage.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.Tools;
import htg.fsimage.inspect.Inspection.Firmware;
import htg.fsimage.inspect.Inspection.Loader;
import htg.fsimage.mounts.Mounts;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Boot sectors and boot catalogues that the loaders' own programs write. */
class BootCodeIT {
    @TempDir
    private Path folder;

    private static List<Loader> loaders(Part part) throws IOException {
        return Inspector.inspect(Mounts.of(List.of()), List.of(part)).loaders();
    }

    private Path empty(String name, long size) throws IOException {
        Path file = folder.resolve(name);
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(size);
        }
        return file;
    }

    @Test
    void syslinuxIsKnownOnceItIsInstalled() throws IOException {
        Tools.require("mkfs.fat", "syslinux");
        Path image = empty("fat", 32 << 20);
        Tools.run("mkfs.fat", "-F", "16", image);
        try (Volume volume = Volume.open(image)) {
            assertThat(loaders(Part.partition("1", volume, "vfat", "", true))).isEmpty();
        }
        Tools.run("syslinux", "--install", image);
        try (Volume volume = Volume.open(image)) {
            assertThat(loaders(Part.partition("1", volume, "vfat", "", true)))
                    .containsExactly(new Loader("syslinux", "boot sector of 1", Firmware.BIOS));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/usr/lib/SYSLINUX/mbr.bin, syslinux boot code, EITHER",
        "/usr/lib/SYSLINUX/gptmbr.bin, syslinux boot code, EITHER",
        "/usr/lib/SYSLINUX/altmbr.bin, syslinux boot code, EITHER",
        "/usr/lib/grub/i386-pc/boot.img, GRUB 2, BIOS",
        "/usr/lib/grub/i386-pc/boot_hybrid.img, GRUB 2, BIOS"
    })
    void codeInMasterBootRecordsIsKnown(Path code, String name, Firmware firmware) throws IOException {
        Assumptions.assumeTrue(Files.exists(code), code + " is not installed");
        byte[] sector = java.util.Arrays.copyOf(Files.readAllBytes(code), 512);
        sector[510] = 0x55;
        sector[511] = (byte) 0xAA;
        assertThat(loaders(Part.disk("disk", Volume.of(sector), "")))
                .containsExactly(new Loader(name, "master boot record", firmware));
    }

    @Test
    void whatElToritoStartsIsKnown() throws IOException {
        Tools.require("xorriso");
        Path files = Files.createDirectory(folder.resolve("files"));
        byte[] code = new byte[4096];
        byte[] text = "\r\nISOLINUX 6.04 ".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, code, 64, text.length);
        Files.write(files.resolve("loader.bin"), code);
        Files.write(files.resolve("efi.img"), new byte[64 << 10]);
        Path image = folder.resolve("iso");
        Tools.run(
                "xorriso",
                "-as",
                "mkisofs",
                "-quiet",
                "-o",
                image,
                "-b",
                "loader.bin",
                "-no-emul-boot",
                "-boot-load-size",
                "4",
                "-eltorito-alt-boot",
                "-e",
                "efi.img",
                "-no-emul-boot",
                files);
        try (Volume volume = Volume.open(image)) {
            assertThat(loaders(Part.disk("disk", volume, "iso9660")))
                    .containsExactly(
                            new Loader("isolinux", "El Torito of disk", Firmware.BIOS),
                            new Loader("EFI system partition", "El Torito of disk", Firmware.UEFI));
        }
    }
}
