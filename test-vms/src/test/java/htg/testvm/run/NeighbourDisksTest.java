package htg.testvm.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.testvm.fault.Contents;
import htg.testvm.fault.Neighbour;
import htg.testvm.fault.Patch;
import htg.testvm.fault.Place.Part;
import htg.testvm.qemu.StickImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NeighbourDisksTest {
    private static final int CHECKSUM = 32;
    private static final long POOL = 300 << 20;

    private static final Contents STICK = new Contents() {
        @Override
        public long start(Part part) {
            return POOL;
        }

        @Override
        public byte[] read(long offset, int length) {
            return new byte[length];
        }
    };

    @Test
    void aForeignPoolHasAnotherIdentityAndASoundChecksum() throws Exception {
        List<Patch> patches = NeighbourDisks.patches(Neighbour.FOREIGN_POOL, STICK);
        assertThat(patches).singleElement().satisfies(patch -> {
            assertThat(patch.offset()).isEqualTo(POOL + (64 << 10));
            byte[] superblock = patch.bytes();
            assertThat(superblock[CHECKSUM]).isEqualTo((byte) 0xFF);
            CRC32C sum = new CRC32C();
            sum.update(superblock, CHECKSUM, superblock.length - CHECKSUM);
            assertThat(ByteBuffer.wrap(superblock)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getInt())
                    .isEqualTo((int) sum.getValue());
        });
    }

    @Test
    void windowsHasAnActivePartitionWithItsFileSystem() throws Exception {
        List<Patch> patches = NeighbourDisks.patches(Neighbour.WINDOWS, STICK);
        assertThat(patches).extracting(Patch::offset).containsExactly(0L, 1L << 20);
        assertThat(patches.get(0).bytes()).endsWith(0x55, 0xAA);
        assertThat(new String(patches.get(1).bytes(), StandardCharsets.ISO_8859_1))
                .contains("NTFS");
    }

    @ParameterizedTest
    @EnumSource(
            value = Neighbour.class,
            names = {"SAME_NAME_POOL", "FOREIGN_POOL"})
    void aDiskLikeTheSticksNeedsAStick(Neighbour neighbour, @TempDir Path folder) throws Exception {
        StickImage foreign = StickImage.at(Files.write(folder.resolve("image"), new byte[1 << 20]));
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> NeighbourDisks.require(neighbour, foreign))
                .withMessageContaining("is no stick of htg")
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ExitCode.USAGE));
        NeighbourDisks.require(Neighbour.TWIN, foreign);
        NeighbourDisks.require(Neighbour.BLANK, foreign);
    }
}
