package htg.fsimage.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.volume.CorruptFileSystemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Lz4Test {
    private static final byte[] ABC_AGAIN = {0x36, 'a', 'b', 'c', 3, 0, 0x10, '!'};

    private static String unpack(byte[] packed, int room) throws IOException {
        byte[] output = new byte[room];
        int count = new Lz4().unpack(packed, 0, packed.length, output, 0, room);
        return new String(output, 0, count, StandardCharsets.ISO_8859_1);
    }

    @Test
    void repeatsWhatOverlaps() throws IOException {
        assertThat(unpack(ABC_AGAIN, 100)).isEqualTo("abcabcabcabca!");
        assertThat(unpack(ABC_AGAIN, 14)).isEqualTo("abcabcabcabca!");
    }

    @Test
    void unpacksLongLiteralsAndLongMatches() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.write(new byte[] {(byte) 0xFF, (byte) 255, 30});
        packed.write("x".repeat(300).getBytes(StandardCharsets.ISO_8859_1));
        packed.write(new byte[] {1, 0, (byte) 255, (byte) 255, 0, 0});
        assertThat(unpack(packed.toByteArray(), 1000)).isEqualTo("x".repeat(300 + 15 + 510 + 4));
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> unpack(ABC_AGAIN, 13)).isInstanceOf(CorruptFileSystemException.class);
        assertThatThrownBy(() -> unpack(ABC_AGAIN, 2)).hasMessageContaining("literals");
    }

    @Test
    void refusesDistancesToBeforeTheStart() {
        assertThatThrownBy(() -> unpack(new byte[] {0x30, 'a', 'b', 'c', 4, 0, 0}, 100))
                .hasMessageContaining("never there");
        assertThatThrownBy(() -> unpack(new byte[] {0x30, 'a', 'b', 'c', 0, 0, 0}, 100))
                .hasMessageContaining("never there");
    }

    @Test
    void refusesWhatIsCutOff() {
        assertThatThrownBy(() -> unpack(new byte[0], 100)).isInstanceOf(CorruptFileSystemException.class);
        assertThatThrownBy(() -> unpack(new byte[] {(byte) 0xF0, -1, -1}, 100)).hasMessageContaining("cut off");
        assertThatThrownBy(() -> unpack(new byte[] {0x10, 'a', 1}, 100)).hasMessageContaining("cut off");
        assertThatThrownBy(() -> unpack(new byte[] {0x10, 'a', 1, 0}, 100)).hasMessageContaining("literals");
    }

    @Test
    void survivesAnything() throws IOException {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            byte[] noise = new byte[1 + random.nextInt(400)];
            random.nextBytes(noise);
            PackedSamples.survive(new Lz4(), noise, 1000, 20);
        }
    }

    @Test
    void survivesDamage() throws IOException {
        byte[] block = {0x35, 'a', 'b', 'c', 3, 0, 0x1F, 'd', 1, 0, 30, 0x30, 'x', 'y', 'z'};
        assertThat(unpack(block, 100)).isEqualTo("abc".repeat(4) + "d".repeat(50) + "xyz");
        PackedSamples.survive(new Lz4(), block, 1000, Integer.getInteger("htg.test.mutants", 300));
    }

    @Test
    void hashesAsXxHashIsSpecified() {
        assertThat(XxHash32.of(new byte[0], 0, 0)).isEqualTo(0x02CC5D05);
        byte[] text = "Nobody inspects the spammish repetition".getBytes(StandardCharsets.US_ASCII);
        assertThat(XxHash32.of(text, 0, text.length)).isEqualTo(0xE2293B2F);
        XxHash32 pieces = new XxHash32();
        pieces.update(text, 0, 3);
        pieces.update(text, 3, 20);
        pieces.update(text, 23, text.length - 23);
        assertThat(pieces.value()).isEqualTo(0xE2293B2F);
    }
}
