package htg.fsimage.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams made by hand, with each kind of instruction. */
class LzoTest {
    private static final String END = "110000";

    private static byte[] unpack(String packed, int most) throws IOException {
        return Samples.unpack(new Lzo(), HexFormat.of().parseHex(packed + END), most);
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "12 61, a",
        "14 616263, abc",
        "15 61626364, abcd",
        // 19 literals, a length that goes on in a second byte
        "0001 61616161616161616161616161616161616162, aaaaaaaaaaaaaaaaaab",
        // after three literals, two bytes from one byte back
        "14 616263 0000, abccc",
        // three bytes from one and from three back
        "15 61626364 4000, abcdddd",
        "15 61626364 4800, abcdbcd",
        // four bytes from four back, a literal behind them
        "15 61626364 6d00 7a, abcdabcdz",
        // seven bytes
        "15 61626364 cc00, abcdabcdabc",
        // three bytes, the distance in two
        "15 61626364 21 0000, abcdddd"
    })
    void followsEveryInstruction(String packed, String plain) throws IOException {
        assertThat(new String(unpack(packed.replace(" ", ""), 100), java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo(plain);
    }

    @Test
    void refusesWhatRefersTooFarBack() {
        assertThatThrownBy(() -> unpack("14616263" + "0c00", 100)).hasMessageContaining("refers to what was before");
        assertThatThrownBy(() -> unpack("1561626364" + "0000", 100)).hasMessageContaining("refers to what was before");
        assertThatThrownBy(() -> unpack("1561626364" + "130000", 100)).hasMessageContaining("goes on behind its end");
    }
}
