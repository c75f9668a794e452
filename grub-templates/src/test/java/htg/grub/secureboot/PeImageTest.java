package htg.grub.secureboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.HtgException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PeImageTest {
    private static byte[] program() {
        return new MadeProgram()
                .with(".text", "code")
                .with(".vendor_cert", "keys")
                .bytes();
    }

    @Test
    void readsSectionsOfShortAndOfLongNames() {
        PeImage image = PeImage.read("shim", program());
        assertThat(image.section(".text")).hasValue("code".getBytes(StandardCharsets.US_ASCII));
        assertThat(image.section(".vendor_cert")).hasValue("keys".getBytes(StandardCharsets.US_ASCII));
        assertThat(image.section(".sbat")).isEmpty();
    }

    static Stream<Arguments> damages() {
        return Stream.of(
                damage("DOS header at byte 0", bytes -> bytes.put(0, (byte) 'X')),
                damage("PE header at byte 4294967295", bytes -> bytes.putInt(0x3C, -1)),
                damage("PE header at byte 128", bytes -> bytes.putInt(MadeProgram.PE, 1)),
                damage("optional header at byte 152", bytes -> bytes.putShort(MadeProgram.OPTIONAL, (short) 0x10B)),
                damage("section with the header at byte", bytes -> bytes.putInt(MadeProgram.SECTIONS + 20, 1 << 30)),
                damage("section with the header at byte", bytes -> bytes.putInt(MadeProgram.SECTIONS + 16, -1)),
                damage("section .text at byte 64 begins inside", bytes -> bytes.putInt(MadeProgram.SECTIONS + 20, 64)),
                damage("name of a section at byte", bytes -> bytes.putInt(MadeProgram.PE + 12, -1)),
                damage("name of a section at byte", bytes -> bytes.putInt(MadeProgram.PE + 16, -1)),
                damage("section", bytes -> bytes.putShort(MadeProgram.PE + 6, (short) -1)),
                damage("size of the headers at byte", bytes -> bytes.putInt(MadeProgram.OPTIONAL + 60, 8)),
                damage("end of the headers at byte 0", bytes -> bytes.putInt(MadeProgram.OPTIONAL + 60, -1)),
                damage("attribute certificate table at byte", bytes -> bytes.putInt(MadeProgram.DIRECTORY, -1)),
                damage(
                        "attribute certificate table at byte 0 is not at",
                        bytes -> bytes.putInt(MadeProgram.DIRECTORY + 4, 9)));
    }

    private static Arguments damage(String told, Consumer<ByteBuffer> change) {
        return Arguments.of(told, change);
    }

    @ParameterizedTest
    @MethodSource("damages")
    void tellsStructureAndPlaceOfDamage(String told, Consumer<ByteBuffer> change) {
        byte[] damaged = program();
        change.accept(MadeProgram.little(damaged));
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> PeImage.read("shim", damaged))
                .withMessageStartingWith("shim is damaged: the " + told);
    }

    @Test
    void refusesATableOfSignaturesThatNeverEnds() {
        byte[] whole = program();
        byte[] table = new byte[64 * 8];
        for (int at = 0; at < table.length; at += 8) {
            MadeProgram.little(table).putInt(at, 8).putShort(at + 6, (short) 2);
        }
        byte[] program = DerBytes.joined(whole, table);
        MadeProgram.little(program)
                .putInt(MadeProgram.DIRECTORY, whole.length)
                .putInt(MadeProgram.DIRECTORY + 4, table.length);
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> PeImage.read("shim", program))
                .withMessageContaining("attribute certificate at byte");
    }
}
