package htg.testvm.run;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.DataSize;
import htg.testvm.fault.Patch;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.junit.jupiter.api.Test;

class ZfsLabelsTest {
    private static final DataSize DISK = DataSize.ofMebibytes(64);
    private static final int CHECKSUM = (112 << 10) - 32;

    @Test
    void aDiskHasTwoLabelsAtEachEnd() throws Exception {
        List<Patch> patches = new ZfsLabels("tank", 7).patches(DISK);
        long end = DISK.bytes();
        assertThat(patches)
                .extracting(Patch::offset)
                .containsExactly(16L << 10, 272L << 10, end - (496 << 10), end - (240 << 10));
        assertThat(patches).extracting(Patch::name).doesNotHaveDuplicates();
    }

    /** As ZFS verifies it: over the list with its own place where the checksum is. */
    @Test
    void eachIsPackedInXdrAndHasAChecksumOfItsOwnPlace() throws Exception {
        for (Patch patch : new ZfsLabels("tank", 7).patches(DISK)) {
            byte[] list = patch.bytes();
            assertThat(list).startsWith(1, 1, 0, 0);
            assertThat(new String(list, StandardCharsets.ISO_8859_1)).contains("pool_guid", "tank", "vdev_tree");
            ByteBuffer buffer = ByteBuffer.wrap(list).order(ByteOrder.LITTLE_ENDIAN);
            byte[] stored = new byte[32];
            for (int i = 0; i < 32; i += 8) {
                ByteBuffer.wrap(stored).putLong(i, buffer.getLong(CHECKSUM + i));
                buffer.putLong(CHECKSUM + i, i == 0 ? patch.offset() : 0);
            }
            assertThat(MessageDigest.getInstance("SHA-256").digest(list)).isEqualTo(stored);
        }
    }
}
