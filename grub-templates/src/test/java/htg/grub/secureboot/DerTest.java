package htg.grub.secureboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.HtgException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DerTest {
    private static Der der(String hex) {
        return Der.read("signature", HexFormat.of().parseHex(hex));
    }

    @Test
    void readsNestedElements() {
        Der outer = Der.read(
                "signature",
                DerBytes.sequence(
                        DerBytes.oid("1.2.840.113549.1.7.2"), DerBytes.number(300), DerBytes.octets(new byte[200])));
        assertThat(outer.child(0, Der.OID).oid()).isEqualTo("1.2.840.113549.1.7.2");
        assertThat(outer.child(1, Der.INTEGER).integer()).isEqualTo(300);
        assertThat(outer.child(2, Der.OCTETS).value()).hasSize(200);
    }

    @Test
    void readsIdentifiersOfEveryArc() {
        assertThat(der("060355040a").oid()).isEqualTo("2.5.4.10");
        assertThat(der("06028837").oid()).isEqualTo("2.999");
        assertThat(der("06022b0e").oid()).isEqualTo("1.3.14");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "30",
                "3080",
                "3085000000000000",
                "3084ffffffff",
                "300500",
                "1f0100",
                "30820100",
                "3003020500",
                "3081"
            })
    void tellsThePlaceOfWhatIsNoDer(String hex) {
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> der(hex).children())
                .withMessageMatching("signature is damaged: the DER element at byte [0-9]+ .*");
    }

    @Test
    void refusesMoreElementsThanAnySignatureHas() {
        byte[] many = new byte[10_000];
        java.util.Arrays.fill(many, (byte) 0);
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> Der.read("signature", DerBytes.sequence(many)).children())
                .withMessageContaining("holds more than 4096 others");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0600", "0601ff", "0201"})
    void tellsIdentifiersAndNumbersThatAreNone(String hex) {
        assertThatExceptionOfType(HtgException.class).isThrownBy(() -> der(hex).oid());
    }
}
