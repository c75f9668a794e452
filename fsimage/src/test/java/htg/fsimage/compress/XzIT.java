package htg.fsimage.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.Tools;
import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.LimitExceededException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.StringTokenizer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XzIT {
    private static final int DICTIONARY = 16 << 20;

    @TempDir
    Path folder;

    @BeforeEach
    void tools() {
        Tools.require("xz");
    }

    private byte[] pack(byte[] content, String options) throws IOException {
        Path file = PackedSamples.write(folder, "content", content);
        List<Object> words = new java.util.ArrayList<>(List.of("-f", "-k", "-S", ".packed"));
        StringTokenizer each = new StringTokenizer(options);
        while (each.hasMoreTokens()) {
            words.add(each.nextToken());
        }
        words.add(file);
        Tools.run("xz", words.toArray());
        return Files.readAllBytes(folder.resolve("content.packed"));
    }

    private static byte[] unpack(byte[] packed) throws IOException {
        try (var stream = new XzInputStream(new ByteArrayInputStream(packed), DICTIONARY)) {
            return stream.readAllBytes();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-0",
                "-1",
                "-2",
                "-3",
                "-4",
                "-5",
                "-6",
                "-7",
                "-8",
                "-9",
                "-0e",
                "-3e",
                "-6e",
                "-9e",
                "-C none",
                "-C crc32",
                "-C crc64",
                "-C sha256",
                "-T2 --block-size=100000",
                "--block-size=65536 --lzma2=dict=4KiB",
                "--lzma2=lc=0,lp=0,pb=0",
                "--lzma2=lc=4,lp=0,pb=4",
                "--lzma2=lc=0,lp=4,pb=2",
                "--lzma2=lc=1,lp=3,pb=1,dict=64KiB",
                "--lzma2=mode=fast,mf=hc3,nice=273,dict=1MiB",
                "--x86 --lzma2",
                "--x86=start=4096 --lzma2=dict=4KiB",
                "--arm --lzma2",
                "--armthumb --lzma2",
                "--arm64 --lzma2",
                "--powerpc --lzma2",
                "--sparc --lzma2",
                "--ia64 --lzma2",
                "--delta=dist=1 --lzma2",
                "--delta=dist=256 --x86 --arm --lzma2",
                "--flush-timeout=1 -2"
            })
    void unpacksWhatXzPacks(String options) throws IOException {
        for (int size : new int[] {0, 5, 300_000}) {
            for (byte[] content : List.of(PackedSamples.mixed(size, size), PackedSamples.branches(size / 3, size))) {
                byte[] packed = pack(content, options);
                assertThat(unpack(packed)).isEqualTo(content);
                byte[] output = new byte[content.length];
                assertThat(new Xz(DICTIONARY).unpack(packed, 0, packed.length, output, 0, output.length))
                        .isEqualTo(output.length);
                assertThat(output).isEqualTo(content);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-0",
                "-6",
                "-9",
                "--lzma1=dict=4KiB",
                "--lzma1=lc=0,lp=4,pb=0",
                "--lzma1=lc=4,lp=0,pb=4,mode=fast"
            })
    void unpacksTheOldFormat(String options) throws IOException {
        for (int size : new int[] {0, 1, 400_000}) {
            byte[] content = PackedSamples.mixed(size, size);
            byte[] packed = pack(content, "--format=lzma " + options);
            try (var stream = new LzmaInputStream(new ByteArrayInputStream(packed), DICTIONARY)) {
                assertThat(stream.readAllBytes()).isEqualTo(content);
            }
            byte[] output = new byte[size];
            assertThat(new Lzma(DICTIONARY).unpack(packed, 0, packed.length, output, 0, size))
                    .isEqualTo(size);
            assertThat(output).isEqualTo(content);
        }
    }

    @Test
    void goesThroughSeveralStreamsWithPaddingBetween() throws IOException {
        byte[] content = PackedSamples.mixed(30_000, 1);
        byte[] packed = pack(content, "-C sha256");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(packed);
        all.write(packed);
        all.write(new byte[8]);
        all.write(packed);
        all.write(new byte[4]);
        byte[] unpacked = unpack(all.toByteArray());
        assertThat(unpacked).hasSize(90_000);
        assertThat(Arrays.copyOfRange(unpacked, 60_000, 90_000)).isEqualTo(content);
        all.write(0);
        assertThatThrownBy(() -> unpack(all.toByteArray())).isInstanceOf(ImageFormatException.class);
    }

    @Test
    void keepsToTheMemoryItIsAllowed() throws IOException {
        byte[] content = PackedSamples.mixed(700_000, 2);
        byte[] packed = pack(content, "--lzma2=dict=8MiB");
        try (var stream = new XzInputStream(new ByteArrayInputStream(packed), 64 << 10)) {
            assertThatThrownBy(stream::readAllBytes)
                    .isInstanceOf(LimitExceededException.class)
                    .hasMessageContaining("8388608");
        }
        byte[] small = pack(content, "--lzma2=dict=64KiB");
        try (var stream = new XzInputStream(new ByteArrayInputStream(small), 64 << 10)) {
            assertThat(stream.readAllBytes()).isEqualTo(content);
        }
    }

    @Test
    void refusesMoreThanThereIsRoomFor() throws IOException {
        byte[] content = PackedSamples.mixed(5000, 3);
        for (String options : new String[] {"-6", "--format=lzma"}) {
            byte[] packed = pack(content, options);
            Decompressor decompressor = options.equals("-6") ? new Xz(DICTIONARY) : new Lzma(DICTIONARY);
            assertThatThrownBy(() -> decompressor.unpack(packed, 0, packed.length, new byte[4999], 0, 4999))
                    .isInstanceOf(ImageFormatException.class)
                    .hasMessageContaining("more than 4999");
        }
    }

    @Test
    void noticesEveryBitThatFlipped() throws IOException {
        byte[] packed = pack(PackedSamples.mixed(700, 4), "-C crc32 --x86 --lzma2");
        byte[] sound = unpack(packed);
        for (int at = 0; at < packed.length; at++) {
            byte[] damaged = packed.clone();
            damaged[at] ^= 0x10;
            assertThatThrownBy(() -> unpack(damaged)).isInstanceOf(ImageFormatException.class);
        }
        assertThat(sound).hasSize(700);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-6", "-C none --lzma2=dict=4KiB", "-C none --x86 --delta --lzma2", "--format=lzma"})
    void survivesDamage(String options) throws IOException {
        byte[] packed = pack(PackedSamples.mixed(20_000, 5), options);
        Decompressor decompressor = options.startsWith("--format") ? new Lzma(1 << 16) : new Xz(1 << 16);
        PackedSamples.survive(decompressor, packed, 20_000, Integer.getInteger("htg.test.mutants", 300) * 3);
    }
}
