package htg.fsimage.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.volume.CorruptFileSystemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ZlibTest {
    private static byte[] pack(byte[] plain, int level) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(packed, new Deflater(level))) {
            deflater.write(plain);
        }
        return packed.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(Samples.class)
    void unpacksWhatTheJdkPacked(Samples sample) throws IOException {
        byte[] plain = sample.bytes();
        for (int level : new int[] {0, 1, 9}) {
            byte[] packed = pack(plain, level);
            assertThat(Samples.unpack(new Zlib(), packed, plain.length)).isEqualTo(plain);
            assertThat(Samples.unpack(new Zlib(), packed, plain.length + 1000)).isEqualTo(plain);
            byte[] filledUp = Arrays.copyOf(packed, packed.length + 700);
            assertThat(Samples.unpack(new Zlib(), filledUp, plain.length)).isEqualTo(plain);
        }
    }

    @Test
    void refusesWhatIsDamagedOrTooLong() throws IOException {
        byte[] plain = Samples.TEXT.bytes();
        byte[] packed = pack(plain, 6);
        assertThatThrownBy(() -> Samples.unpack(new Zlib(), packed, plain.length - 1))
                .isInstanceOf(CorruptFileSystemException.class)
                .hasMessage("zlib stream: gives more than 700002 bytes");
        assertThatThrownBy(() -> Samples.unpack(new Zlib(), Arrays.copyOf(packed, packed.length - 1), plain.length))
                .hasMessage("zlib stream: ends early");
        assertThatThrownBy(() -> Samples.unpack(new Zlib(), Arrays.copyOf(packed, 1000), plain.length))
                .hasMessage("zlib stream: ends early");
        packed[packed.length - 1]++;
        assertThatThrownBy(() -> Samples.unpack(new Zlib(), packed, plain.length))
                .hasMessage("zlib stream: incorrect data check");
    }

    @Test
    void survivesDamage() throws IOException {
        byte[] packed = pack(Arrays.copyOf(Samples.TEXT.bytes(), 20_000), 6);
        Samples.surviveDamage(new Zlib(), packed, 20_000, Integer.getInteger("htg.test.mutants", 300));
    }
}
