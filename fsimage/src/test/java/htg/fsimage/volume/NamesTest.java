package htg.fsimage.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NamesTest {
    @Test
    void utf8IsText() {
        assertThat(Names.decode("ümläut 日本 🐧".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("ümläut 日本 🐧");
    }

    @Test
    void anyBytesSurviveTheWayToTextAndBack() {
        Random random = new Random(1);
        for (int round = 0; round < 2000; round++) {
            byte[] name = new byte[random.nextInt(40)];
            random.nextBytes(name);
            assertThat(Names.encode(Names.decode(name))).isEqualTo(name);
        }
    }

    @Test
    void twoNamesThatDifferStayDifferent() {
        assertThat(Names.decode(new byte[] {(byte) 0xE4})).isNotEqualTo(Names.decode(new byte[] {(byte) 0xF6}));
    }

    @Test
    void aTerminalIsNotMoved() {
        assertThat(Names.printable(Names.decode(new byte[] {'a', 27, '[', '2', 'J', (byte) 0xE4, 10})))
                .isEqualTo("a\\x1b[2J\\xe4\\x0a");
        assertThat(Names.printable("right\u202eleft")).isEqualTo("right\\u202eleft");
    }
}
