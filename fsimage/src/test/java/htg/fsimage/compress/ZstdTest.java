package htg.fsimage.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.UnsupportedFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Two frames that {@code zstd -19} made, and damage. */
class ZstdTest {
    private static final byte[] TEXT = HexFormat.of()
            .parseHex(
                    "28b52ffd645801350800324c251870cd03888b232546d4326d451d0000e02849923a00f4084302a40cee97f50ce36278ac6b6cf78f6c"
                            + "cb04da55eb4ada72ca4ffe7c9e25aea2ee09767f55d778d583aa242295348ac865ccb6d4edf5f6f6b4f16c833bb4928060ca57758d06"
                            + "2114293366b57bd6d0a117e79b77d55505d08276df3542a0101c5ac6a2d235364ed9ca23aea5b07668d34468e3bcd292fd4c1a5f9c1a"
                            + "2ea001164252509992a26b20c61062b807fe1d6ae9965a86d00870f5e02cfa502d92ebe113a31e86e1f939a3807c802194a95be68789"
                            + "173416f8cb1839221fc767910b8a1d4ed2025a7d368e98a4b02fa2e6aa6e5f6b90dda5c113664561b7616938f9986c38dbf1e2cbbf1b"
                            + "b80ae8a294dc");
    private static final byte[] SKEWED = HexFormat.of()
            .parseHex(
                    "28b52ffd6490006d0a0006595228a0b901949999944949326a2292c9a6a35f55555555555515abcdf6d9fff6f7c968696949485252a6"
                            + "4700450046009fae5f833a0b5e7b632d891fe9d387782fd2bc16a7bf006b385a5c551ba59acd405484a0e23230088fd6c37aac13ce24"
                            + "4bf3552cd79f6d94eb8a73c1d7a3ffa95d967b9edde2010fcbf31bb2167a3809f92e3b52ea66cb2d21bd3b4dade1800aff3ce1133dce"
                            + "b6f7e88a82550c73fc244e7fde4f7eb47e0c93a317dfeb69f39312f2fa4e90f0fbd63dde4e1818da783d42dfcfcedfd287575f51d41d"
                            + "2c7377d7af4d6b35f2f6955542957b99891cdfe68771282b7689dcf2042b7e4a8888dc52f9e6b991031b35cde6b5defb4c015fd4dd01"
                            + "b27b9b819aef1c4ae34c124a09830ec205637255db4b9ac48dfaac3acdc40dcfd75043496389a27ee3a380d3a9a83f8d02a26d82bfd9"
                            + "3976c522cd918db9f8ac20aed21160e3103f00355ad141");

    private static byte[] stream(byte[] packed) throws IOException {
        try (InputStream in = new ZstdInputStream(new ByteArrayInputStream(packed), 1 << 20)) {
            return in.readAllBytes();
        }
    }

    @Test
    void unpacksWhatZstdPacked() throws IOException {
        byte[] text = Arrays.copyOf(Samples.TEXT.bytes(), 600);
        assertThat(Samples.unpack(new Zstd(), TEXT, 600)).isEqualTo(text);
        assertThat(stream(TEXT)).isEqualTo(text);
        byte[] skewed = Arrays.copyOf(Samples.SKEWED.bytes(), 400);
        assertThat(Samples.unpack(new Zstd(), SKEWED, 1000)).isEqualTo(skewed);
        assertThat(stream(SKEWED)).isEqualTo(skewed);
    }

    @Test
    void refusesWhatIsNoFrameOrNeedsADictionary() {
        Zstd zstd = new Zstd();
        assertThatThrownBy(() -> Samples.unpack(zstd, new byte[100], 100))
                .hasMessage("zstd stream: does not begin as a frame does");
        assertThatThrownBy(() -> Samples.unpack(zstd, new byte[0], 100)).hasMessage("zstd stream: ends early");
        byte[] named = HexFormat.of().parseHex("28b52ffd21" + "05" + "01" + "010000");
        assertThatThrownBy(() -> Samples.unpack(zstd, named, 100))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessage("the zstd stream needs dictionary 5");
        byte[] behind = Arrays.copyOf(TEXT, TEXT.length + 9);
        behind[TEXT.length + 8] = 1;
        assertThatThrownBy(() -> Samples.unpack(zstd, behind, 1000))
                .hasMessage("zstd stream: goes on behind its last frame");
    }

    @Test
    void survivesDamage() throws IOException {
        int rounds = Integer.getInteger("htg.test.mutants", 300) * 10;
        Samples.surviveDamage(new Zstd(), Arrays.copyOf(TEXT, TEXT.length - 4), 600, rounds);
        Samples.surviveDamage(new Zstd(), TEXT, 600, rounds);
        Samples.surviveDamage(new Zstd(), SKEWED, 5000, rounds);
        Samples.surviveDamage(ZstdTest::throughStream, SKEWED, 5000, rounds / 10);
    }

    private static int throughStream(byte[] input, int at, int length, byte[] output, int out, int most)
            throws ImageFormatException {
        try (InputStream in = new ZstdInputStream(new ByteArrayInputStream(input, at, length), 1 << 20)) {
            return in.readNBytes(output, out, most);
        } catch (ImageFormatException told) {
            throw told;
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
