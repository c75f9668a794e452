package htg.fsimage.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.Tools;
import htg.fsimage.volume.ImageFormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Lz4IT {
    @TempDir
    Path folder;

    @BeforeEach
    void tools() {
        Tools.require("lz4");
    }

    private byte[] pack(byte[] content, String options) throws IOException {
        Path file = PackedSamples.write(folder, "content", content);
        Path packed = folder.resolve("packed");
        List<Object> words = new ArrayList<>(List.of("-q", "-f"));
        StringTokenizer each = new StringTokenizer(options);
        while (each.hasMoreTokens()) {
            words.add(each.nextToken());
        }
        words.addAll(List.of(file, packed));
        Tools.run("lz4", words.toArray());
        return Files.readAllBytes(packed);
    }

    private static byte[] unpack(byte[] packed) throws IOException {
        try (var stream = new Lz4InputStream(new ByteArrayInputStream(packed))) {
            return stream.readAllBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1",
                "-9",
                "-12",
                "--fast=5",
                "-B4",
                "-B5",
                "-B6 -BD",
                "-B7",
                "-B4 -BD -BX",
                "--no-frame-crc",
                "--content-size",
                "-B4 -BX --content-size -9",
                "-l",
                "-l -9"
            })
    void unpacksWhatLz4Packs(String options) throws IOException {
        for (int size : new int[] {0, 13, 65_537, 500_000, options.startsWith("-l") ? 9_000_000 : 0}) {
            byte[] content = PackedSamples.mixed(size, size);
            assertThat(unpack(pack(content, options))).isEqualTo(content);
        }
    }

    @Test
    void goesThroughSeveralFramesAndSkipsWhatIsToBeSkipped() throws IOException {
        byte[] content = PackedSamples.mixed(100_000, 1);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(pack(content, "-9"));
        all.write(number(0x184D2A53));
        all.write(number(5));
        all.write(new byte[5]);
        all.write(pack(content, "-l"));
        all.write(pack(content, "-B4 -BD"));
        assertThat(unpack(all.toByteArray())).hasSize(300_000).endsWith(content);
    }

    @Test
    void passesOverTheSizeBehindAKernel() throws IOException {
        byte[] content = PackedSamples.mixed(100_000, 2);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(pack(content, "-l"));
        all.write(number(content.length));
        assertThat(unpack(all.toByteArray())).isEqualTo(content);
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0, value)
                .array();
    }

    @Test
    void noticesEveryBitThatFlipped() throws IOException {
        byte[] packed = pack(PackedSamples.mixed(2000, 4), "-BX");
        assertThat(unpack(packed)).hasSize(2000);
        for (int at = 0; at < packed.length; at++) {
            byte[] damaged = packed.clone();
            damaged[at] ^= 0x10;
            if (at > 3 || !skippable(damaged)) {
                assertThatThrownBy(() -> unpack(damaged)).isInstanceOf(ImageFormatException.class);
            }
        }
    }

    private static boolean skippable(byte[] bytes) {
        return (bytes[0] & 0xF0) == 0x50;
    }

    @Test
    void survivesDamage() throws IOException {
        for (String options : new String[] {"-9 --no-frame-crc", "-l", "-B4 -BD --no-frame-crc"}) {
            byte[] packed = pack(PackedSamples.mixed(20_000, 5), options);
            Decompressor frames = (input, offset, length, output, outOffset, outLength) -> {
                try {
                    return new Lz4InputStream(new ByteArrayInputStream(input, offset, length))
                            .readNBytes(output, outOffset, outLength);
                } catch (ImageFormatException told) {
                    throw told;
                } catch (IOException impossible) {
                    throw new AssertionError(impossible);
                }
            };
            PackedSamples.survive(frames, packed, 20_000, Integer.getInteger("htg.test.mutants", 300) / 3);
        }
    }
}
