package htg.fsimage.ext;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ExtChecksumTest {
    private static final byte[] DIGITS = "123456789".getBytes(StandardCharsets.US_ASCII);

    @Test
    void sumsAsTheStandardSaysButForTheInversion() {
        assertThat(RawCrc32c.from(-1).add(DIGITS).value()).isEqualTo(~0xE3069283);
    }

    @Test
    void continuesAnEarlierSum() {
        for (int cut = 0; cut <= DIGITS.length; cut++) {
            int first = RawCrc32c.from(-1).add(DIGITS, 0, cut).value();
            int all =
                    RawCrc32c.from(first).add(DIGITS, cut, DIGITS.length - cut).value();
            assertThat(all).isEqualTo(~0xE3069283);
        }
    }

    @Test
    void takesNumbersInLittleEndianOrder() {
        byte[] bytes = {8, 7, 6, 5, 4, 3, 2, 1};
        assertThat(RawCrc32c.from(5).add64(0x0102030405060708L).value())
                .isEqualTo(RawCrc32c.from(5).add(bytes).value());
    }

    @Test
    void sumsSixteenBitsAsDescriptorsHaveThem() {
        assertThat(new Crc16().add(DIGITS, 0, DIGITS.length).value()).isEqualTo(0x4B37);
    }
}
