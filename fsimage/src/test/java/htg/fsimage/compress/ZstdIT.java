package htg.fsimage.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.Tools;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.LimitExceededException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Frames that the zstd program makes. */
@Timeout(300)
class ZstdIT {
    @TempDir
    private Path folder;

    @BeforeEach
    void requireTools() {
        Tools.require("zstd");
    }

    private byte[] pack(byte[] plain, String... options) throws IOException {
        Path from = Files.write(folder.resolve("plain"), plain);
        Path to = folder.resolve("packed");
        Object[] arguments = new Object[options.length + 5];
        System.arraycopy(options, 0, arguments, 0, options.length);
        System.arraycopy(new Object[] {"-q", "-f", from, "-o", to}, 0, arguments, options.length, 5);
        Tools.run("zstd", arguments);
        return Files.readAllBytes(to);
    }

    private static byte[] stream(byte[] packed, long window) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (InputStream in = new ZstdInputStream(new ByteArrayInputStream(packed), window)) {
            int first = in.read();
            if (first >= 0) {
                all.write(first);
            }
            in.transferTo(all);
        }
        return all.toByteArray();
    }

    private static void assertUnpacks(byte[] packed, byte[] plain) throws IOException {
        assertThat(Arrays.equals(Samples.unpack(new Zstd(), packed, plain.length), plain))
                .isTrue();
        assertThat(Arrays.equals(stream(packed, ZstdInputStream.LARGEST_WINDOW), plain))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(Samples.class)
    void unpacksEveryLevel(Samples sample) throws IOException {
        byte[] plain = sample.bytes();
        for (String level : new String[] {"-1", "-3", "-9", "-19", "--fast=1", "--fast=20"}) {
            assertUnpacks(pack(plain, level), plain);
        }
        assertUnpacks(pack(plain, "--no-check"), plain);
        assertUnpacks(pack(plain, "--long=27", "-5"), plain);
        assertUnpacks(pack(plain, "--no-content-size", "-T2"), plain);
        assertUnpacks(pack(plain, "--zstd=wlog=10,mml=3,slog=2", "-6"), plain);
        assertUnpacks(pack(plain, "--no-compress-literals"), plain);
    }

    @Test
    void unpacksShortContentsOfEveryLength() throws IOException {
        byte[] text = Samples.TEXT.bytes();
        for (int length : new int[] {2, 3, 5, 7, 8, 9, 63, 255, 256, 257, 1023, 65_791, 65_792, 131_071, 131_073}) {
            byte[] plain = Arrays.copyOf(text, length);
            assertUnpacks(pack(plain, "-19"), plain);
        }
    }

    @Test
    void unpacksSeveralFramesAndSkipsWhatIsToBeSkipped() throws IOException {
        byte[] first = Samples.TEXT.bytes();
        byte[] second = Samples.SKEWED.bytes();
        byte[] skipped = ByteBuffer.allocate(8 + 300_000)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0x184D2A57)
                .putInt(300_000)
                .array();
        byte[] packed = join(pack(first, "-3"), skipped, pack(new byte[0]), pack(second, "-9"), skipped);
        byte[] plain = join(first, second);
        assertUnpacks(packed, plain);
        assertThat(Samples.unpack(new Zstd(), Arrays.copyOf(packed, packed.length + 4000), plain.length))
                .isEqualTo(plain);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    @Test
    void refersFarBackWithinTheWindow() throws IOException {
        byte[] plain = new byte[30 << 20];
        byte[] random = Samples.RANDOM.bytes();
        for (int at = 0; at + random.length < plain.length; at += 9_000_000) {
            System.arraycopy(random, 0, plain, at, random.length);
        }
        byte[] packed = pack(plain, "--long=27", "--no-check");
        assertThat(packed.length).isLessThan(400_000);
        assertThat(stream(packed, ZstdInputStream.LARGEST_WINDOW)).isEqualTo(plain);
        assertThatThrownBy(() -> stream(packed, 8 << 20))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("8388608 are allowed");
    }

    @Test
    void tellsAWrongChecksumAndAWrongLength() throws IOException {
        byte[] plain = Samples.TEXT.bytes();
        byte[] packed = pack(plain);
        packed[packed.length - 1]++;
        assertThatThrownBy(() -> Samples.unpack(new Zstd(), packed, plain.length))
                .isInstanceOf(CorruptFileSystemException.class)
                .hasMessage("zstd stream: has a wrong checksum");
        assertThatThrownBy(() -> stream(packed, 8 << 20)).hasMessage("zstd stream: has a wrong checksum");
        assertThatThrownBy(() -> Samples.unpack(new Zstd(), packed, plain.length - 1))
                .hasMessageContaining("gives more than");
        byte[] cut = Arrays.copyOf(packed, packed.length - 5);
        assertThatThrownBy(() -> Samples.unpack(new Zstd(), cut, plain.length)).hasMessageContaining("ends early");
        assertThatThrownBy(() -> stream(cut, 8 << 20)).hasMessageContaining("ends early");
        byte[] unknown = pack(plain, "--no-content-size");
        assertThatThrownBy(() -> Samples.unpack(new Zstd(), unknown, plain.length - 1))
                .isInstanceOf(CorruptFileSystemException.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Samples.class,
            names = {"TEXT", "BINARY", "PERIODS", "SKEWED"})
    void survivesDamage(Samples sample) throws IOException {
        byte[] plain = Arrays.copyOf(sample.bytes(), 30_000);
        int rounds = Integer.getInteger("htg.test.mutants", 300);
        for (String level : new String[] {"-1", "-19"}) {
            byte[] packed = pack(plain, level, "--no-check");
            Samples.surviveDamage(new Zstd(), packed, plain.length, rounds);
            Samples.surviveDamage(ZstdIT::throughStream, packed, plain.length, rounds);
        }
    }

    private static int throughStream(byte[] input, int at, int length, byte[] output, int out, int most)
            throws ImageFormatException {
        try (InputStream in =
                new ZstdInputStream(new ByteArrayInputStream(input, at, length), ZstdInputStream.LARGEST_WINDOW)) {
            return in.readNBytes(output, out, most);
        } catch (ImageFormatException told) {
            throw told;
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
