package htg.fsimage.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.Tools;
import htg.fsimage.fs.Limits;
import htg.fsimage.partition.Scheme;
import htg.fsimage.volume.UnsupportedFormatException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Disks with several partitions, in containers. */
class DiskImageIT {
    @TempDir
    private Path folder;

    @Test
    void looksThroughContainerAndTableAtWhatPartitionsHold() throws IOException {
        Tools.require("sfdisk", "qemu-img", "mkswap", "mkfs.jfs", "cryptsetup");
        Path raw = folder.resolve("disk.raw");
        setLength(raw, 96 << 20);
        Path script = Files.writeString(folder.resolve("script"), """
                label: gpt
                start=2048, size=65536, name="swap"
                start=67584, size=65536, name="data"
                start=133120, size=32768, name="secret"
                start=165888, size=2048, name="empty"
                """);
        Tools.runReading(script, "sfdisk", "-q", raw);
        Path part = folder.resolve("part");
        setLength(part, 32 << 20);
        Tools.run("mkswap", "-q", part);
        put(part, raw, 2048);
        setLength(part, 32 << 20);
        Tools.run("mkfs.jfs", "-q", "-L", "data", part);
        put(part, raw, 67584);
        setLength(part, 16 << 20);
        Path key = Files.write(folder.resolve("key"), new byte[64]);
        Tools.run("cryptsetup", "luksFormat", "-q", "--type", "luks1", "--pbkdf-force-iterations", "1000", part, key);
        put(part, raw, 133120);
        Path image = folder.resolve("disk.qcow2");
        Tools.run("qemu-img", "convert", "-O", "qcow2", "-c", raw, image);
        try (DiskImage disk = DiskImage.open(image, ImageOptions.standard())) {
            assertThat(disk.container().format()).isEqualTo("qcow2");
            assertThat(disk.table().scheme()).isEqualTo(Scheme.GPT);
            assertThat(disk.problems()).isEmpty();
            assertThat(disk.volumes()).extracting(ImageVolume::name).containsExactly("1", "2", "3", "4");
            assertThat(disk.volumes())
                    .extracting(one -> one.contents().type())
                    .containsExactly("swap", "jfs", "crypto_LUKS", "");
            assertThatThrownBy(() -> disk.volumes().get(2).open(List.of(), Limits.STANDARD))
                    .isInstanceOf(UnsupportedFormatException.class)
                    .hasMessage("partition 3 (crypto_LUKS) is encrypted");
            assertThatThrownBy(() -> disk.volumes().get(3).open(List.of(), Limits.STANDARD))
                    .hasMessage("partition 4 holds nothing that is known");
        }
    }

    private static void setLength(Path file, long length) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.setLength(0);
            open.setLength(length);
        }
    }

    private static void put(Path part, Path disk, long sector) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(disk.toFile(), "rw")) {
            open.seek(sector * 512);
            open.write(Files.readAllBytes(part));
        }
    }
}
