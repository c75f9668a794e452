package htg.fsimage.fs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class AccessControlListTest {
    private static Structure stored(int... bytes) {
        byte[] raw = new byte[bytes.length];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = (byte) bytes[i];
        }
        return Structure.of("list", -1, raw, ByteOrder.LITTLE_ENDIAN);
    }

    @Test
    void givesEveryEntryANumber() throws CorruptFileSystemException {
        assertThat(AccessControlList.ofShortEntries(stored(
                        1, 0, 0, 0, 1, 0, 6, 0, 2, 0, 7, 0, 0xE8, 3, 0, 0, 4, 0, 5, 0, 16, 0, 7, 0, 32, 0, 4, 0)))
                .containsExactly(
                        2, 0, 0, 0, 1, 0, 6, 0, -1, -1, -1, -1, 2, 0, 7, 0, 0xE8, 3, 0, 0, 4, 0, 5, 0, -1, -1, -1, -1,
                        16, 0, 7, 0, -1, -1, -1, -1, 32, 0, 4, 0, -1, -1, -1, -1);
        assertThat(AccessControlList.ofShortEntries(stored(1, 0, 0, 0))).containsExactly(2, 0, 0, 0);
    }

    @Test
    void refusesListsThatEndTooEarlyOrAreOfAnotherKind() {
        for (Structure list : new Structure[] {
            stored(), stored(2, 0, 0, 0), stored(1, 0, 0, 0, 1, 0, 6), stored(1, 0, 0, 0, 8, 0, 6, 0, 1, 0)
        }) {
            assertThatThrownBy(() -> AccessControlList.ofShortEntries(list))
                    .isInstanceOf(CorruptFileSystemException.class);
        }
    }
}
