package htg.fsimage.btrfs;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.Tools;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** File systems made by mkfs.btrfs. */
class BtrfsIT {
    private static final String FSID = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";

    @TempDir
    private Path folder;

    private Path make(String checksum) throws IOException {
        Tools.require("mkfs.btrfs", "btrfs");
        Path image = folder.resolve("pool.img");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(200 << 20);
        }
        Tools.run("mkfs.btrfs", "-q", "-U", FSID, "-L", "htg pool", "--csum", checksum, image);
        return image;
    }

    @ParameterizedTest
    @EnumSource(ChecksumType.class)
    void readsWhatMkfsMade(ChecksumType checksum) throws IOException {
        Path image = make(checksum.name().toLowerCase(java.util.Locale.ROOT));
        try (Volume device = Volume.open(image)) {
            Btrfs btrfs = Btrfs.read(device);
            assertThat(btrfs.problems()).isEmpty();
            assertThat(btrfs.copies()).hasSize(2);
            BtrfsSuperblock superblock = btrfs.superblock();
            assertThat(superblock.fsid()).hasToString(FSID);
            assertThat(superblock.label()).isEqualTo("htg pool");
            assertThat(superblock.totalBytes()).isEqualTo(200 << 20);
            assertThat(superblock.checksum()).isEqualTo(checksum);
            String dump = Tools.run("btrfs", "inspect-internal", "dump-super", image);
            assertThat(dump)
                    .containsPattern("bytes_used\\s+" + superblock.usedBytes() + "\n")
                    .containsPattern("generation\\s+" + superblock.generation() + "\n")
                    .containsPattern("dev_item.uuid\\s+" + superblock.deviceUuid() + "\n")
                    .containsPattern("nodesize\\s+" + superblock.nodeSize() + "\n");
        }
    }

    @Test
    void refusesATruncatedPool() throws IOException {
        Path image = make("crc32c");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(100 << 20);
        }
        try (Volume device = Volume.open(image)) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> Btrfs.read(device))
                    .hasMessageContaining("a size of 209715200 bytes on a device of 104857600 bytes");
        }
    }
}
