package htg.testvm.run;

import static org.assertj.core.api.Assertions.assertThat;

import htg.testvm.fault.Patch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BtrfsLookalikesTest {
    private static final int CHECKSUM = 32;
    private static final int ROOT = 80;
    private static final int LENGTH = 1 << 20;

    @TempDir
    Path folder = Path.of("");

    @Test
    void aForeignPoolHasAnotherIdentityAndASoundChecksum() throws Exception {
        assertThat(lookalikes().foreign()).singleElement().satisfies(patch -> {
            assertThat(patch.offset()).isEqualTo(MadeStick.POOL + (64 << 10));
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
    void aDamagedTwinKeepsItsIdentityAndLosesItsChecksum() throws Exception {
        List<Patch> patches = lookalikes().damaged();
        byte[] superblock = patches.get(0).bytes();
        assertThat(superblock[CHECKSUM]).isZero();
        assertThat(superblock[ROOT]).isEqualTo((byte) 0xFF);
        assertThat(Arrays.copyOf(superblock, CHECKSUM)).containsOnly(0);
    }

    @Test
    void aPoolOfAnotherNameIsABtrfsMadeForIt() {
        assertThat(BtrfsLookalikes.pool("other.qcow2", "tank").commands(folder))
                .anySatisfy(command -> assertThat(command.replayLine()).contains("mkfs.btrfs", "-L tank"));
    }

    private BtrfsLookalikes lookalikes() throws IOException {
        MadeStick stick = MadeStick.of(folder, new byte[LENGTH]);
        return new BtrfsLookalikes(stick.parts(), stick.contents());
    }
}
