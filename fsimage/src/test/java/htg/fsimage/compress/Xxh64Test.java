package htg.fsimage.compress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Xxh64Test {
    @Test
    void givesTheKnownHashes() {
        byte[] text = "Nobody inspects the spammish repetition".getBytes(StandardCharsets.US_ASCII);
        assertThat(Xxh64.of(text, 0, 0)).isEqualTo(0xEF46DB3751D8E999L);
        assertThat(Xxh64.of(new byte[] {'a'}, 0, 1)).isEqualTo(0xD24EC4F1A98C6E5BL);
        assertThat(Xxh64.of(new byte[] {'a', 'b', 'c'}, 0, 3)).isEqualTo(0x44BC2CF5AD770999L);
        assertThat(Xxh64.of(text, 0, text.length)).isEqualTo(0xFBCEA83C8A378BF1L);
    }

    @Test
    void doesNotCareInWhichPiecesTheBytesCome() {
        byte[] bytes = Samples.RANDOM.bytes();
        for (int length = 0; length < 200; length++) {
            long whole = Xxh64.of(bytes, 5, length);
            Xxh64 hash = new Xxh64();
            for (int at = 0; at < length; at += 7) {
                hash.update(bytes, 5 + at, Math.min(7, length - at));
            }
            assertThat(hash.value()).isEqualTo(whole);
        }
    }
}
