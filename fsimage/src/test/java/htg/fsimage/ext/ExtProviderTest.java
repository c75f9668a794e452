package htg.fsimage.ext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.fs.FileSystemProvider;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.fs.Signature;
import htg.fsimage.fs.Signature.Strength;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.UnsupportedFormatException;
import htg.fsimage.volume.Volume;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtProviderTest {
    private static final int INCOMPATIBLE = 0x60;

    private final ExtProvider provider = new ExtProvider();

    /** 8 MiB with nothing but a superblock. */
    private static byte[] image(int compatible, int incompatible, int readOnly) {
        byte[] image = new byte[8 << 20];
        ByteBuffer superblock = ByteBuffer.wrap(image, 1024, 1024).slice().order(ByteOrder.LITTLE_ENDIAN);
        superblock
                .putInt(0, 2048)
                .putInt(4, 8192)
                .putInt(0x14, 1)
                .putInt(0x20, 8192)
                .putInt(0x28, 2048);
        superblock.putShort(0x38, (short) 0xEF53).putInt(0x4C, 1).putShort(0x58, (short) 128);
        superblock.putInt(0x5C, compatible).putInt(INCOMPATIBLE, incompatible).putInt(0x64, readOnly);
        superblock.putShort(0xFE, (short) 64);
        return image;
    }

    @ParameterizedTest
    @CsvSource({
        "ext2, 0, 0, 0",
        "ext2, 0x38, 2, 3",
        "ext3, 4, 2, 3",
        "ext3, 4, 6, 3",
        "ext4, 0, 0x40, 3",
        "ext4, 4, 2, 0x10",
        "ext4, 0, 6, 3",
        "jbd, 0, 8, 0"
    })
    void tellsTheTypeByTheFeatures(String type, String compatible, String incompatible, String readOnly) {
        byte[] image = image(Integer.decode(compatible), Integer.decode(incompatible), Integer.decode(readOnly));
        assertThat(provider.probe(image)).contains(new Signature(type, Strength.MAGIC));
    }

    @Test
    void isSureOnlyWhenTheChecksumIsRight() {
        byte[] image = image(0, 0x40, 0x400);
        assertThat(provider.probe(image)).contains(new Signature("ext4", Strength.PLAUSIBLE));
        ByteBuffer.wrap(image)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(2044, RawCrc32c.from(-1).add(image, 1024, 1020).value());
        assertThat(provider.probe(image)).contains(new Signature("ext4", Strength.PROVEN));
    }

    @Test
    void seesNothingWhereNothingIs() {
        assertThat(provider.probe(new byte[0])).isEmpty();
        assertThat(provider.probe(new byte[2047])).isEmpty();
        assertThat(provider.probe(new byte[FileSystemProvider.PROBE_LENGTH])).isEmpty();
        byte[] noise = new byte[4096];
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            random.nextBytes(noise);
            noise[1024 + 0x38] = 0x53;
            noise[1024 + 0x39] = (byte) 0xEF;
            assertThat(provider.probe(noise)).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x1, 0x1000, 0x20, 0x40000000})
    void refusesFeaturesThatItDoesNotKnow(int feature) {
        byte[] image = image(0, 2 | feature, 0);
        assertThatThrownBy(() -> provider.open(OpenRequest.of(Volume.of(image))))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining("a feature that is not read")
                .hasMessageContaining(new Features(0, feature, 0).names().get(0));
    }

    @ParameterizedTest
    @CsvSource({
        "0x18, 7, none of 1K to 64K",
        "0x14, 2, it begins with block 2",
        "4, 0, it has 0 blocks",
        "0x20, 0, groups of 0 blocks",
        "0x28, 0, groups of 0 inodes",
        "0, 5000, inodes do not fit into 1 groups",
        "0x58, 100, inodes of 100 bytes"
    })
    void saysWhichSizeIsImpossible(String offset, int value, String problem) {
        byte[] image = image(0, 2, 0);
        ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN).putInt(1024 + Integer.decode(offset), value);
        assertThatThrownBy(() -> provider.open(OpenRequest.of(Volume.of(image))))
                .isInstanceOf(CorruptFileSystemException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void refusesMoreBytesThanCanBeCounted() {
        byte[] image = image(0, 2 | 0x80, 0);
        ByteBuffer superblock = ByteBuffer.wrap(image, 1024, 1024).slice().order(ByteOrder.LITTLE_ENDIAN);
        superblock.putInt(4, 0).putInt(0x150, 1 << 16).putInt(0x14, 0).putInt(0x18, 6);
        assertThatThrownBy(() -> provider.open(OpenRequest.of(Volume.of(image))))
                .isInstanceOf(CorruptFileSystemException.class)
                .hasMessageContaining("it has 281474976710656 blocks");
    }

    @Test
    void saysThatThereIsNoRoot() throws Exception {
        var found = provider.open(OpenRequest.of(Volume.of(image(0, 2, 0))));
        assertThat(found.info().type()).isEqualTo("ext2");
        assertThatThrownBy(found::root)
                .isInstanceOf(CorruptFileSystemException.class)
                .hasMessageContaining("ext group descriptor 0");
    }
}
