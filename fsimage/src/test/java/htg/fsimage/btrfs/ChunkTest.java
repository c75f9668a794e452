package htg.fsimage.btrfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkTest {
    private static Structure item(long type, int stripes, int subStripes, long stripeLength) {
        ByteBuffer item = BtrfsImage.fields(48 + 32 * stripes);
        item.putLong(0, 64 << 20).putLong(16, stripeLength).putLong(24, type);
        item.putShort(44, (short) stripes).putShort(46, (short) subStripes);
        for (int i = 0; i < stripes; i++) {
            item.putLong(48 + 32 * i, i + 1).putLong(56 + 32 * i, (i + 1) * 1_000_000L);
        }
        return Structure.of("chunk", -1, BtrfsImage.bytes(item), ByteOrder.LITTLE_ENDIAN);
    }

    /** As the kernel laid out images that were compared as a whole. */
    @ParameterizedTest
    @CsvSource({
        "0x1,1,0,5000000,1,6000000,62108864",
        "0x11,2,1,70000,2,2070000,67038864",
        "0x21,2,0,70000,1,1070000,67038864",
        "0x9,3,0,65536,2,2000000,65536",
        "0x9,3,0,200000,1,1068928,62144",
        "0x41,4,0,65536,3,3000000,65536",
        "0x41,4,1,65537,4,4000001,65535",
        "0x41,4,1,131072,2,2065536,65536",
        "0x81,3,0,65536,2,2000000,65536",
        "0x81,3,0,131072,2,2065536,65536",
        "0x81,3,0,196608,3,3065536,65536",
        "0x101,4,0,131072,2,2065536,65536",
        "0x101,4,0,458752,1,1196608,65536"
    })
    void findsTheDeviceAndPlace(String type, int stripes, int copy, long at, long device, long offset, long length)
            throws IOException {
        Chunk chunk = Chunk.parse(1 << 20, item(Long.decode(type), stripes, 2, 65_536));
        Chunk.Piece piece = chunk.locate((1 << 20) + at, copy);
        assertThat(piece.stripe().deviceId()).isEqualTo(device);
        assertThat(piece.offset()).isEqualTo(offset);
        assertThat(piece.length()).isEqualTo(length);
    }

    @Test
    void refusesChunksThatContradictThemselves() {
        Structure[] lies = {
            item(0x1, 0, 0, 65_536),
            item(0x1, 1, 0, 4096),
            item(0x11, 1, 0, 65_536),
            item(0x19, 2, 0, 65_536),
            item(0x41, 3, 2, 65_536),
            item(0x41, 4, 3, 65_536),
            item(0x101, 2, 0, 65_536)
        };
        for (Structure lie : lies) {
            assertThatThrownBy(() -> Chunk.parse(0, lie)).isInstanceOf(CorruptFileSystemException.class);
        }
    }
}
