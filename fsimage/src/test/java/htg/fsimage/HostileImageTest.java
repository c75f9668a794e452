package htg.fsimage;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.btrfs.Btrfs;
import htg.fsimage.fat.FatEntry;
import htg.fsimage.fat.FatFileSystem;
import htg.fsimage.partition.Gpt;
import htg.fsimage.partition.Mbr;
import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.Volume;
import htg.fsimage.zfs.Zfs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever the bytes are, a reader answers or throws {@link ImageFormatException}, soon, and nothing else. */
@Timeout(60)
class HostileImageTest {
    private static final int ROUNDS = 3_000;

    /** Reads everything there is. */
    @FunctionalInterface
    private interface Reader {
        void read(Volume volume) throws IOException;
    }

    private static final List<Reader> READERS =
            List.of(Mbr::read, Gpt::read, Btrfs::read, Zfs::read, HostileImageTest::readWholeFat);

    private static void readWholeFat(Volume volume) throws IOException {
        FatFileSystem fileSystem = FatFileSystem.open(volume);
        assertThat(fileSystem.label()).isNotNull();
        for (FatEntry entry : fileSystem.tree()) {
            assertThat(entry.name()).doesNotContain("/").isNotIn("", ".", "..");
            if (!entry.directory()) {
                try (InputStream stream = fileSystem.read(entry)) {
                    assertThat(stream.readAllBytes()).hasSize(Math.toIntExact(entry.size()));
                }
            }
        }
    }

    private static void survive(byte[] image) throws IOException {
        for (Reader reader : READERS) {
            try {
                reader.read(Volume.of(image));
            } catch (ImageFormatException told) {
                assertThat(told.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void survivesRandomBytesWithTheRightSignatures() throws IOException {
        Random random = new Random(1);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] image = new byte[random.nextInt(80_000)];
            random.nextBytes(image);
            if (image.length > 70_000) {
                ByteBuffer fields = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
                fields.putShort(510, (short) 0xAA55);
                fields.putLong(512, 0x5452415020494645L).putInt(512 + 12, 92);
                fields.putLong(65_536 + 0x40, 0x4D5F53665248425FL).putShort(65_536 + 0xC4, (short) 0);
            }
            survive(image);
        }
    }

    @Test
    void survivesABootSectorThatIsAlmostRight() throws IOException {
        Random random = new Random(2);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] image = new byte[40_000];
            random.nextBytes(image);
            ByteBuffer boot = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
            boot.putShort(11, (short) 512)
                    .put(13, (byte) 1)
                    .putShort(14, (short) 1)
                    .put(16, (byte) 1);
            boot.putShort(17, (short) 16).putShort(19, (short) 70).putShort(22, (short) (random.nextInt(3) + 1));
            boot.putShort(510, (short) 0xAA55);
            if (random.nextBoolean()) {
                boot.putShort(22, (short) 0)
                        .putShort(17, (short) 0)
                        .putInt(36, 1)
                        .putShort(40, (short) 0);
                boot.putInt(44, 2 + random.nextInt(60));
            }
            image[random.nextInt(64)] = (byte) random.nextInt();
            plausibleTable(boot, random);
            survive(image);
        }
    }

    /** Cluster numbers mostly within the volume, so that chains go somewhere. */
    private static void plausibleTable(ByteBuffer image, Random random) {
        for (int at = 512; at < 1024; at += 2) {
            image.putShort(at, (short) random.nextInt(70));
        }
    }
}
