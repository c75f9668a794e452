package htg.fsimage.compress;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Crc64Test {
    @Test
    void sumsTheCheckStringAsXzDoes() {
        byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
        Crc64 whole = new Crc64();
        whole.update(digits, 0, digits.length);
        Crc64 pieces = new Crc64();
        for (byte digit : digits) {
            pieces.update(digit);
        }
        assertThat(whole.getValue()).isEqualTo(0x995DC9BBDF1939FAL);
        assertThat(pieces.getValue()).isEqualTo(whole.getValue());
    }
}
