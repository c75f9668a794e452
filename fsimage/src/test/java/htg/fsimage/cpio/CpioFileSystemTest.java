package htg.fsimage.cpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.fs.ContentInputStream;
import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.Limits;
import htg.fsimage.fs.Node;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.LimitExceededException;
import htg.fsimage.volume.Volume;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CpioFileSystemTest {
    private final ByteArrayOutputStream image = new ByteArrayOutputStream();

    private void binary(ByteOrder order, String name, int mode, String data) {
        ByteBuffer header = ByteBuffer.allocate(26).order(order);
        short[] words = {
            070707,
            1,
            2,
            (short) mode,
            3,
            4,
            1,
            0,
            0x1234,
            0x5678,
            (short) (name.length() + 1),
            0,
            (short) data.length()
        };
        for (short word : words) {
            header.putShort(word);
        }
        image.writeBytes(header.array());
        text(name + "\0", 2, name.length() + 1);
        text(data, 2, data.length());
    }

    private void crc(String name, int mode, int inode, int links, String data, int sum) {
        String header = "070702%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x%08x"
                .formatted(inode, mode, 0, 0, links, 0, data.length(), 0, 0, 0, 0, name.length() + 1, sum);
        text(header + name + "\0", 4, header.length() + name.length() + 1);
        text(data, 4, data.length());
    }

    private void text(String text, int alignment, int length) {
        image.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        image.writeBytes(new byte[Math.floorMod(-length, alignment)]);
    }

    private FileSystem open() throws IOException {
        return new CpioProvider().open(OpenRequest.of(Volume.of(image.toByteArray())));
    }

    private static String content(Node node) throws IOException {
        return new String(new ContentInputStream(node.open()).readAllBytes(), StandardCharsets.US_ASCII);
    }

    @Test
    void readsBinaryArchivesOfBothOrders() throws IOException {
        binary(ByteOrder.BIG_ENDIAN, "big", 0100644, "one");
        binary(ByteOrder.BIG_ENDIAN, CpioMember.TRAILER, 0, "");
        binary(ByteOrder.LITTLE_ENDIAN, "small", 0100600, "two!");
        Node root = open().root();
        Node big = root.child("big").orElseThrow();
        assertThat(content(big)).isEqualTo("one");
        assertThat(big.attributes().times().modified().getEpochSecond()).isEqualTo(0x12345678);
        assertThat(content(root.child("small").orElseThrow())).isEqualTo("two!");
    }

    @Test
    void takesTheDataOfHardLinksFromTheLast() throws IOException {
        crc("first", 0100644, 9, 3, "", 0);
        crc("second", 0100644, 9, 3, "", 0);
        crc("third", 0100644, 9, 3, "AB", 'A' + 'B');
        FileSystem fileSystem = open();
        for (String name : new String[] {"first", "second", "third"}) {
            Node node = fileSystem.root().child(name).orElseThrow();
            assertThat(content(node)).isEqualTo("AB");
            assertThat(node.attributes().links()).isEqualTo(3);
        }
    }

    /** Each takes the name of the one before, so that there is but one name. */
    @Test
    void refusesMoreMembersThanThereIsMemoryForWhateverTheirNames() {
        for (int i = 0; i < 10_000; i++) {
            binary(ByteOrder.LITTLE_ENDIAN, "a", 0100644, "");
        }
        OpenRequest request =
                new OpenRequest(Volume.of(image.toByteArray()), List.of(), Limits.STANDARD.memory(64 << 10));
        assertThatThrownBy(() -> new CpioProvider().open(request)).isInstanceOf(LimitExceededException.class);
    }

    @Test
    void handsOutNothingThatFailsItsChecksum() throws IOException {
        crc("sound", 0100644, 1, 1, "AB", 'A' + 'B');
        crc("damaged", 0100644, 2, 1, "AB", 5);
        FileSystem fileSystem = open();
        assertThat(content(fileSystem.root().child("sound").orElseThrow())).isEqualTo("AB");
        Node damaged = fileSystem.root().child("damaged").orElseThrow();
        assertThatThrownBy(damaged::open)
                .isInstanceOf(CorruptFileSystemException.class)
                .hasMessageContaining("checksum");
    }

    @Test
    void bringsPathsInsideTheRootAndKeepsWhatIsBeforeDamage() throws IOException {
        crc("../../etc/x", 0100644, 1, 1, "A", 'A');
        image.writeBytes(new byte[] {'x'});
        FileSystem fileSystem = open();
        assertThat(content(
                        fileSystem.root().child("etc").orElseThrow().child("x").orElseThrow()))
                .isEqualTo("A");
        assertThat(fileSystem.info().problems()).hasSize(2);
    }
}
