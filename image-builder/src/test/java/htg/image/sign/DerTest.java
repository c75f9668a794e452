package htg.image.sign;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class DerTest {
    @Test
    void identifiersAreInBaseHundredAndTwentyEight() {
        assertThat(hex(Der.identifier("1.2.840.113549.1.7.2"))).isEqualTo("06092a864886f70d010702");
        assertThat(hex(Der.identifier("2.16.840.1.101.3.4.2.1"))).isEqualTo("0609608648016503040201");
        assertThat(hex(Der.identifier("2.5.29.37"))).isEqualTo("0603551d25");
        assertThat(hex(Der.identifier("1.3.6.1.4.1.268435456"))).isEqualTo("060a2b060104018180808000");
    }

    @Test
    void numbersHaveASign() {
        assertThat(hex(Der.integer(BigInteger.ZERO))).isEqualTo("020100");
        assertThat(hex(Der.integer(BigInteger.valueOf(127)))).isEqualTo("02017f");
        assertThat(hex(Der.integer(BigInteger.valueOf(128)))).isEqualTo("02020080");
        assertThat(hex(Der.integer(BigInteger.valueOf(-128)))).isEqualTo("020180");
    }

    @Test
    void lengthsTakeAsFewBytesAsTheyCan() {
        assertThat(hex(Der.octets(new byte[127]))).startsWith("047f").hasSize(2 * 129);
        assertThat(hex(Der.octets(new byte[128]))).startsWith("048180").hasSize(2 * 131);
        assertThat(hex(Der.octets(new byte[255]))).startsWith("0481ff");
        assertThat(hex(Der.octets(new byte[256]))).startsWith("04820100").hasSize(2 * 260);
        assertThat(hex(Der.octets(new byte[65536]))).startsWith("0483010000");
    }

    @Test
    void membersFollowEachOther() {
        assertThat(hex(Der.sequence(Der.nothing(), Der.integer(BigInteger.ONE))))
                .isEqualTo("30050500020101");
        assertThat(hex(Der.setOf(Der.nothing()))).isEqualTo("31020500");
        assertThat(hex(Der.explicit0(Der.nothing()))).isEqualTo("a0020500");
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
