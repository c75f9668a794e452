package htg.fsimage.squashfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.fs.Content;
import htg.fsimage.fs.ContentInputStream;
import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.Node;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.UnsupportedFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** An image made by hand: one file of one stored block and a hole. */
class SquashTest {
    private static final int DATA = 96;
    private static final int INODES = 200;
    private static final int FOLDERS = 300;
    private static final int IDS = 400;
    private static final int USED = 512;
    private static final int BLOCK = 4096;
    private static final int FILE_INODE = 32;
    private static final int STORED = 0x8000;

    private final ByteBuffer image = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);

    SquashTest() {
        superblock();
        byte[] text = "content".getBytes(StandardCharsets.US_ASCII);
        image.position(DATA);
        image.put(text);
        inodes(text.length);
        folder();
        image.putShort(IDS + 8, (short) (STORED | 4)).putInt(IDS + 10, 1000);
        image.putLong(IDS, IDS + 8);
    }

    private void superblock() {
        image.putInt(0, 0x73717368).putInt(4, 2).putInt(12, BLOCK).putInt(16, 0);
        image.putShort(20, (short) 1)
                .putShort(22, (short) 12)
                .putShort(26, (short) 1)
                .putShort(28, (short) 4);
        image.putLong(32, 0).putLong(40, USED).putLong(48, IDS).putLong(56, -1);
        image.putLong(64, INODES).putLong(72, FOLDERS).putLong(80, -1).putLong(88, -1);
    }

    /** The root, and a file whose second block is its end. */
    private void inodes(int length) {
        image.position(INODES);
        image.putShort((short) (STORED | 72));
        image.putShort((short) 1).putShort((short) 0755).putShort((short) 0).putShort((short) 0);
        image.putInt(5)
                .putInt(1)
                .putInt(0)
                .putInt(2)
                .putShort((short) (12 + 8 + 4 + 3))
                .putShort((short) 0)
                .putInt(2);
        image.putShort((short) 2).putShort((short) 0640).putShort((short) 0).putShort((short) 0);
        image.putInt(7).putInt(2).putInt(DATA).putInt(-1).putInt(0).putInt(BLOCK + length);
        image.putInt(0).putInt((1 << 24) | length);
    }

    private void folder() {
        image.position(FOLDERS);
        image.putShort((short) (STORED | 24)).putInt(0).putInt(0).putInt(1);
        image.putShort((short) FILE_INODE)
                .putShort((short) 1)
                .putShort((short) 2)
                .putShort((short) 3);
        image.put("file".getBytes(StandardCharsets.US_ASCII));
    }

    private FileSystem open() throws IOException {
        Volume volume = Volume.of(image.array().clone());
        assertThat(new SquashProvider().probe(image.array())).isPresent();
        return new SquashProvider().open(OpenRequest.of(volume));
    }

    @Test
    void readsAFileWithAHole() throws IOException {
        Node file = open().root().child("file").orElseThrow();
        assertThat(file.attributes().modeText()).isEqualTo("-rw-r-----");
        assertThat(file.attributes().owner()).isEqualTo(1000);
        Content content = file.open();
        assertThat(content.run(0)).isEqualTo(new Content.Run(BLOCK, true));
        byte[] all = new ContentInputStream(content).readAllBytes();
        assertThat(all).hasSize(BLOCK + 7).startsWith(new byte[BLOCK]);
        assertThat(new String(all, BLOCK, 7, StandardCharsets.US_ASCII)).isEqualTo("content");
    }

    @Test
    void refusesOtherVersionsByName() {
        image.putShort(28, (short) 3).putShort(30, (short) 1);
        assertThatThrownBy(this::open)
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining("3.1");
        image.putInt(0, 0x68737173);
        assertThatThrownBy(this::open)
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining("endian");
    }

    @Test
    void refusesCompressionsThatAreNotKnown() {
        image.putShort(20, (short) 7);
        assertThatThrownBy(this::open)
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining("compression 7");
    }

    @Test
    void readsOnWithoutOwnersWhenTheirTableIsDamaged() throws IOException {
        image.putLong(IDS, 5);
        FileSystem fileSystem = open();
        assertThat(fileSystem.info().problems()).singleElement().asString().contains("owners");
        assertThat(fileSystem.root().child("file").orElseThrow().attributes().owner())
                .isZero();
    }

    @Test
    void refusesABlockThatIsTooLong() throws IOException {
        image.putInt(INODES + 2 + 68, (1 << 24) | 8);
        Content content = open().root().child("file").orElseThrow().open();
        assertThatThrownBy(() -> content.read(BLOCK, ByteBuffer.allocate(10)))
                .isInstanceOf(CorruptFileSystemException.class)
                .hasMessageContaining("block 1");
        assertThat(content.read(0, ByteBuffer.allocate(10))).isPositive();
    }

    @Test
    void refusesNamesThatLeaveTheFolder() {
        image.put(FOLDERS + 2 + 12 + 8, (byte) '/');
        assertThatThrownBy(() -> open().root().list(entry -> true)).isInstanceOf(CorruptFileSystemException.class);
    }
}
