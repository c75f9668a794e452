package htg.testvm.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SerialTextTest {
    private final SerialText text = new SerialText();

    @Test
    void putsACharacterTogetherThatCameInTwoPieces() {
        assertThat(text.add("Gr\u00c3")).isEqualTo("Gr");
        assertThat(text.add("\u00bc\u00c3\u009fe")).isEqualTo("üße");
    }

    @Test
    void replacesWhatIsNoCharacterAndGoesOn() {
        assertThat(text.add("a\u00ffb\u00c3c")).isEqualTo("a\ufffdb\ufffdc");
    }
}
