package htg.fsimage.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.UnsupportedFormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of a few bytes, made by xz 5.4. */
class XzTest {
    private static final String TEXT = "hello hello hello hello\n";
    private static final String SIMPLE =
            "fd377a585a0000016922de360200210116000000742fe5a3e00017000c5d00341949ee8de9560ac1"
                    + "21b000000088590b00012418dbcc02c29042990d010000000001595a";
    private static final String X86 = "fd377a585a000004e6d6b44602010400210116000d86351fe00017000c5d00341949ee8de9560ac1"
            + "21b000006c14ed1b3b68bb9100012818d783b76e1fb6f37d010000000004595a";
    private static final String DELTA = "fd377a585a000000ff12d94102010301012101004df2aca2e00017000f5d0034193c804fe763e9"
            + "432e0934cac0000000000123181c5a438d06729e7a010000000000595a";
    private static final String SHA256 =
            "fd377a585a00000ae1fb0ca10200210116000000742fe5a3e00017000c5d00341949ee8de9560a"
                    + "c121b0000066dafcbddf1265a536c7cd4dc458b50de3c109cedc0896cdb77041616c98a0030001401878"
                    + "6293c3189b4b9a01000000000a595a";
    private static final String ALONE = "5d00008000ffffffffffffffff00341949ee8de9560ac1b620b7ffffba340000";

    private static String unpack(Decompressor decompressor, byte[] packed) throws ImageFormatException {
        byte[] output = new byte[100];
        int count = decompressor.unpack(packed, 0, packed.length, output, 0, output.length);
        return new String(output, 0, count, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String hexadecimal) {
        return HexFormat.of().parseHex(hexadecimal);
    }

    @ParameterizedTest
    @ValueSource(strings = {SIMPLE, X86, DELTA, SHA256})
    void unpacksStreams(String packed) throws ImageFormatException {
        assertThat(unpack(new Xz(4096), bytes(packed))).isEqualTo(TEXT);
    }

    @Test
    void unpacksTheOldFormat() throws ImageFormatException {
        assertThat(unpack(new Lzma(4096), bytes(ALONE))).isEqualTo(TEXT);
    }

    @Test
    void namesFiltersThatAreNotKnown() {
        byte[] packed = bytes(X86);
        packed[14] = 0xB;
        seal(packed, 12, 8);
        assertThatThrownBy(() -> unpack(new Xz(4096), packed))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining("RISC-V");
        packed[14] = 0x15;
        seal(packed, 12, 8);
        assertThatThrownBy(() -> unpack(new Xz(4096), packed)).hasMessageContaining("filter 15");
    }

    @Test
    void namesChecksThatAreNotKnown() {
        byte[] packed = bytes(SIMPLE);
        packed[7] = 2;
        seal(packed, 6, 2);
        assertThatThrownBy(() -> unpack(new Xz(4096), packed))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining("check 2");
    }

    /** Corrects the sum behind so many bytes. */
    private static void seal(byte[] packed, int from, int length) {
        CRC32 sum = new CRC32();
        sum.update(packed, from, length);
        ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).putInt(from + length, (int) sum.getValue());
    }

    @Test
    void noticesEveryChangeAndEveryCut() {
        for (String sample : new String[] {SIMPLE, X86, SHA256}) {
            byte[] packed = bytes(sample);
            for (int at = 0; at < packed.length; at++) {
                byte[] damaged = packed.clone();
                damaged[at] ^= 4;
                byte[] cut = Arrays.copyOf(packed, at);
                assertThatThrownBy(() -> unpack(new Xz(4096), damaged)).isInstanceOf(ImageFormatException.class);
                assertThatThrownBy(() -> unpack(new Xz(4096), cut)).isInstanceOf(CorruptFileSystemException.class);
            }
        }
    }
}
