package htg.fsimage.iso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.fs.AccessControlList;
import htg.fsimage.volume.CorruptFileSystemException;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples of the Arbitrary Attribute Interchange Protocol, of which one lacks a bit in its last entry, and what else it allows. */
class AttributeListTest {
    private static byte[] entry(int flags, int... bytes) {
        byte[] entry = new byte[5 + bytes.length];
        entry[0] = 'A';
        entry[1] = 'L';
        entry[2] = (byte) entry.length;
        entry[3] = 1;
        entry[4] = (byte) flags;
        for (int i = 0; i < bytes.length; i++) {
            entry[5 + i] = (byte) bytes[i];
        }
        return entry;
    }

    private static Map<String, byte[]> read(byte[]... entries) throws IOException {
        IsoImage image = new IsoImage().rockRidge();
        image.record("FILE", 0, 30, 5, IsoImage.mode(0100644), IsoImage.join(entries));
        return image.open().root().child("file").orElseThrow().extendedAttributes();
    }

    @Test
    void joinsRecordsAndEntries() throws IOException {
        Map<String, byte[]> found = read(
                entry(1, 0, 3, 3, 'a', 'b', 1, 2, 'x', 'y', 1, 2, 'z'),
                entry(
                        0, '!', 0, 1, '?', 0, 5, 'o', 't', 'h', 'e', 'r', 0, 0, 0, 3, 1, 3, 'c', 0, 1, '1', 0, 3, 4,
                        'c', 'x', 0, 1, '2'));
        assertThat(found).containsOnlyKeys("user.ab", "other", "\u0003c");
        assertThat(found.get("user.ab")).asString().isEqualTo("xyz!?");
        assertThat(found.get("other")).isEmpty();
    }

    @Test
    void showsAccessControlListsAsLinuxDoes() throws IOException {
        Map<String, byte[]> found =
                read(entry(0, 0, 0, 0, 11, 0x16, 0xAE, 1, 123, 0x34, 0xCE, 2, 255, 254, 0x54, 0x64));
        assertThat(found).containsOnlyKeys(AccessControlList.ACCESS);
        assertThat(found.get(AccessControlList.ACCESS))
                .containsExactly(
                        2, 0, 0, 0, 1, 0, 6, 0, -1, -1, -1, -1, 2, 0, 6, 0, 123, 0, 0, 0, 4, 0, 4, 0, -1, -1, -1, -1, 8,
                        0, 6, 0, 0xFE, 0xFF, 0, 0, 16, 0, 4, 0, -1, -1, -1, -1, 32, 0, 4, 0, -1, -1, -1, -1);
    }

    @Test
    void tellsDefaultsFromWhatCounts() throws IOException {
        Map<String, byte[]> found =
                read(entry(0, 0, 0, 0, 11, 0x17, 0x35, 0x65, 0x81, 0x17, 0x35, 0x57, 0x65, 0xAF, 1, 123));
        assertThat(found.get(AccessControlList.ACCESS))
                .containsExactly(
                        2, 0, 0, 0, 1, 0, 7, 0, -1, -1, -1, -1, 4, 0, 5, 0, -1, -1, -1, -1, 32, 0, 5, 0, -1, -1, -1,
                        -1);
        assertThat(found.get(AccessControlList.DEFAULT))
                .startsWith(2, 0, 0, 0, 1, 0, 7, 0, -1, -1, -1, -1, 2, 0, 7, 0, 123, 0, 0, 0, 4, 0, 5, 0);
    }

    @Test
    void refusesAListThatIsCutOff() {
        for (byte[] list : new byte[][] {
            entry(0, 0, 3, 'a'), entry(0, 0, 1, 'a'), entry(0, 1, 1, 'a'), entry(0, 0, 0, 0, 2, 0x1E, 4), entry(0, 0)
        }) {
            assertThatThrownBy(() -> read(list)).isInstanceOf(CorruptFileSystemException.class);
        }
    }
}
