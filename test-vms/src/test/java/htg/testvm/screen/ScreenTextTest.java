package htg.testvm.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTextTest {
    @Test
    void knowsThePcsCharacters() {
        Charset platform = Charset.forName("IBM437");
        for (int code = ' '; code < 0xff; code++) {
            if (code != 0x7f) {
                String character = String.valueOf(CodePage437.character(code));
                assertThat(character).isEqualTo(new String(new byte[] {(byte) code}, platform));
            }
        }
        assertThat(CodePage437.character(0)).isEqualTo(' ');
        assertThat(CodePage437.character(0x1f)).isEqualTo('▼');
        assertThat(CodePage437.character(0xff)).isEqualTo(' ');
    }

    @Test
    void readsVideoMemoryFromWhereTheScreenBegins() {
        byte[] memory = new byte[64];
        byte[] text = "old AB  CD  ".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        for (int at = 0; at < text.length; at++) {
            memory[2 * at] = text[at];
            memory[2 * at + 1] = 7;
        }
        assertThat(new VgaText(2, 2, 4, 4).decode(memory).rows()).containsExactly("AB", "CD");
    }

    @Test
    void videoMemoryGoesOnAtItsBeginning() {
        byte[] memory = {'C', 7, 'D', 7, 'A', 7, 'B', 7};
        assertThat(new VgaText(2, 2, 2, 2).decode(memory).rows()).containsExactly("AB", "CD");
    }

    @Test
    void aFullRowGoesOnInTheNext() {
        ScreenText text = new ScreenText(5, List.of("login", ": ro ", "     "));
        assertThat(text.unwrapped()).isEqualTo("login: ro\n\n");
        assertThat(text).hasToString("login\n: ro\n\n");
        assertThat(text.isBlank()).isFalse();
        assertThat(new ScreenText(2, List.of(" \uFFFD")).isBlank()).isTrue();
    }
}
