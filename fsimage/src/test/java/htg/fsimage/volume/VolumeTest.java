package htg.fsimage.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VolumeTest {
    private static final Volume DIGITS = Volume.of(new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9});

    @Test
    void readsWithinItsBoundsAndNotBeyond() throws IOException {
        assertThat(DIGITS.read(7, 3)).containsExactly(7, 8, 9);
        assertThat(DIGITS.read(10, 0)).isEmpty();
        for (long offset : new long[] {8, 10, 11, -1, Long.MAX_VALUE, Long.MIN_VALUE}) {
            assertThatThrownBy(() -> DIGITS.read(offset, 3)).isInstanceOf(ImageFormatException.class);
        }
    }

    @Test
    void refusesToAllocateWhatALyingSizeAsksFor() {
        assertThatThrownBy(() -> DIGITS.read(0, Integer.MAX_VALUE))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining("refusing to read 2147483647 bytes");
        assertThatThrownBy(() -> DIGITS.read(0, 1 << 20)).hasMessageContaining("leave the volume of 10 bytes");
        assertThatThrownBy(() -> DIGITS.read(0, -1)).isInstanceOf(ImageFormatException.class);
    }

    @Test
    void aRangeSeesOnlyItsPart() throws IOException {
        Volume part = DIGITS.range(2, 5);
        assertThat(part.size()).isEqualTo(5);
        assertThat(part.read(1, 2)).containsExactly(3, 4);
        assertThat(part.range(new Extent(3, 2)).read(0, 2)).containsExactly(5, 6);
        assertThatThrownBy(() -> part.read(4, 2)).isInstanceOf(ImageFormatException.class);
        assertThatThrownBy(() -> part.read(-1, 1)).isInstanceOf(ImageFormatException.class);
        assertThatThrownBy(() -> part.range(4, 2)).isInstanceOf(ImageFormatException.class);
    }

    @Test
    void readsAFileAndSaysWhenItShrinks(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("image");
        Files.write(file, new byte[] {1, 2, 3, 4});
        try (Volume volume = Volume.open(file)) {
            assertThat(volume.read(1, 3)).containsExactly(2, 3, 4);
            Files.write(file, new byte[] {1, 2});
            assertThatThrownBy(() -> volume.read(0, ByteBuffer.allocate(4))).hasMessageContaining("shrank");
        }
    }

    @Test
    void streamsExtentsInTheirOrder() throws IOException {
        List<Extent> extents = List.of(new Extent(8, 2), new Extent(3, 0), new Extent(0, 3));
        try (ExtentInputStream stream = new ExtentInputStream(DIGITS, extents)) {
            assertThat(stream.read()).isEqualTo(8);
            assertThat(stream.readAllBytes()).containsExactly(9, 0, 1, 2);
            assertThat(stream.read()).isEqualTo(-1);
        }
    }

    @Test
    void extentsKnowWhereTheyEndAndOverlap() {
        Extent extent = new Extent(10, 5);
        assertThat(extent.end()).isEqualTo(15);
        assertThat(extent.overlaps(new Extent(14, 1))).isTrue();
        assertThat(extent.overlaps(new Extent(15, 1))).isFalse();
        assertThatThrownBy(() -> new Extent(Long.MAX_VALUE, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsFieldsInTheirByteOrders() throws IOException {
        byte[] raw = new byte[16];
        for (int i = 0; i < raw.length; i++) {
            raw[i] = (byte) (0x10 + i);
        }
        LittleEndian fields = LittleEndian.of(raw);
        assertThat(fields.u16(0)).isEqualTo(0x1110);
        assertThat(fields.u32(0)).isEqualTo(0x13121110L);
        assertThat(fields.uuid(0)).hasToString("10111213-1415-1617-1819-1a1b1c1d1e1f");
        assertThat(fields.guid(0)).hasToString("13121110-1514-1716-1819-1a1b1c1d1e1f");
        assertThat(fields.u63(0, "it")).isEqualTo(0x1716151413121110L);
        raw[7] = (byte) 0x80;
        assertThatThrownBy(() -> LittleEndian.of(raw).u63(0, "the size"))
                .hasMessageContaining("the size is impossibly");
    }
}
