package htg.fsimage.fat;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.Tools;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Volumes made by mkfs.vfat and filled by mtools. */
class FatIT {
    @TempDir
    private Path folder;

    private Path image = Path.of("");

    @BeforeEach
    void requireTools() {
        Tools.require("mkfs.vfat", "mcopy", "mmd", "mdel");
        image = folder.resolve("fat.img");
    }

    private Path file(String name, int size) throws IOException {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        return Files.write(folder.resolve(name), content);
    }

    private void copy(Path from, String to) {
        Tools.run("mcopy", "-m", "-i", image, from, "::" + to);
    }

    /** Without the hint in FSInfo mtools looks for free clusters from the start, and so fills the gaps. */
    private void forgetNextFreeCluster() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.seek(512 + 0x1EC);
            file.writeInt(0xFFFFFFFF);
        }
    }

    private static byte[] read(FatFileSystem fileSystem, String path) throws IOException {
        try (InputStream stream = fileSystem.read(path)) {
            return stream.readAllBytes();
        }
    }

    @ParameterizedTest
    @CsvSource({"12,4096,FAT12", "16,32768,FAT16", "32,65536,FAT32", "32,300000,FAT32"})
    void readsEveryWidthThatMkfsMakes(int bits, int kilobytes, FatType type) throws IOException {
        Tools.run("mkfs.vfat", "-C", "-F", bits, "-i", "1A2B3C4D", "-n", "HTG-ESP", image, kilobytes);
        Tools.run("mmd", "-i", image, "::EFI", "::EFI/BOOT", "::a folder with a long name");
        Path small = file("small", 10);
        Path large = file("large", 1_234_567);
        Files.setLastModifiedTime(small, java.nio.file.attribute.FileTime.fromMillis(1_700_000_000_000L));
        copy(small, "/EFI/BOOT/BOOTX64.EFI");
        copy(large, "/a folder with a long name/vmlinuz-6.12.0+deb13-amd64");
        try (Volume volume = Volume.open(image)) {
            FatFileSystem fileSystem = FatFileSystem.open(volume);
            assertThat(fileSystem.type()).isEqualTo(type);
            assertThat(fileSystem.volumeId()).isEqualTo(0x1A2B3C4D);
            assertThat(fileSystem.label()).isEqualTo("HTG-ESP");
            assertThat(read(fileSystem, "/efi/boot/bootx64.efi")).isEqualTo(Files.readAllBytes(small));
            assertThat(read(fileSystem, "/a folder with a long name/vmlinuz-6.12.0+deb13-amd64"))
                    .isEqualTo(Files.readAllBytes(large));
            assertThat(fileSystem.stat("/EFI/BOOT/BOOTX64.EFI").orElseThrow().modified())
                    .isEqualTo(LocalDateTime.of(2023, 11, 14, 22, 13, 20));
            assertThat(fileSystem.tree()).hasSize(5);
        }
    }

    @Test
    void tellsAContiguousFileFromAFragmentedOne() throws IOException {
        Tools.run("mkfs.vfat", "-C", "-F", 32, "-s", 1, image, 65_536);
        for (int i = 0; i < 8; i++) {
            copy(file("gap" + i, 5000), "/gap" + i);
        }
        copy(file("whole", 400_000), "/whole");
        for (int i = 0; i < 8; i += 2) {
            Tools.run("mdel", "-i", image, "::/gap" + i);
        }
        forgetNextFreeCluster();
        copy(file("pieces", 1_000_000), "/pieces");
        try (Volume volume = Volume.open(image)) {
            FatFileSystem fileSystem = FatFileSystem.open(volume);
            FatEntry whole = fileSystem.stat("/whole").orElseThrow();
            assertThat(fileSystem.extents(whole)).hasSize(1);
            byte[] raw = volume.read(fileSystem.extents(whole).get(0).offset(), 400_000);
            assertThat(raw).isEqualTo(Files.readAllBytes(folder.resolve("whole")));
            FatEntry pieces = fileSystem.stat("/pieces").orElseThrow();
            assertThat(fileSystem.extents(pieces).size()).isGreaterThan(1);
            assertThat(read(fileSystem, "/pieces")).isEqualTo(Files.readAllBytes(folder.resolve("pieces")));
        }
    }
}
