package htg.fsimage.ext;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that debugfs prints: {@code dx_hash -h VERSION -s SEED NAME}. */
class FolderHashTest {
    private static final int[] SEED = {0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476};

    private static long hash(FolderHash hash, boolean signed, int[] seed, String name) {
        return hash.of(name.getBytes(StandardCharsets.UTF_8), signed, seed);
    }

    @ParameterizedTest
    @CsvSource({
        "LEGACY, true, a, 0xe74b53e2",
        "LEGACY, true, file-with-a-number-04999, 0xf4c30fb8",
        "LEGACY, true, größe, 0x9d040690",
        "LEGACY, true, 日本語-日本語-日本語-日本語-日本語, 0xc410de9e",
        "LEGACY, false, größe, 0x098d2490",
        "LEGACY, false, 日本語-日本語-日本語-日本語-日本語, 0xdca02606",
        "HALF_MD4, true, a, 0xd5fa7d7a",
        "HALF_MD4, true, file-with-a-number-04999, 0x0d6c95d0",
        "HALF_MD4, true, größe, 0xa759a98e",
        "HALF_MD4, true, 日本語-日本語-日本語-日本語-日本語, 0x7675ec3a",
        "HALF_MD4, false, größe, 0x10eaf0cc",
        "HALF_MD4, false, 日本語-日本語-日本語-日本語-日本語, 0x9595d27a",
        "TEA, true, a, 0x6d0ea4c0",
        "TEA, true, file-with-a-number-04999, 0x4ef81cbc",
        "TEA, true, größe, 0xcc8fd112",
        "TEA, true, 日本語-日本語-日本語-日本語-日本語, 0xd5d3139e",
        "TEA, false, größe, 0x2e177714",
        "TEA, false, 日本語-日本語-日本語-日本語-日本語, 0x33214bf6"
    })
    void isAsLinuxHasIt(FolderHash hash, boolean signed, String name, String expected) {
        assertThat(hash(hash, signed, SEED, name)).isEqualTo(Long.decode(expected));
    }

    @ParameterizedTest
    @CsvSource({"LEGACY, 0x12db5a78", "HALF_MD4, 0xba7e4366", "TEA, 0xd7788b1a"})
    void beginsWithTheSeedOfTheFileSystem(FolderHash hash, String expected) {
        int[] seed = {0x04030201, 0x08070605, 0x0C0B0A09, 0x100F0E0D};
        assertThat(hash(hash, true, seed, "name")).isEqualTo(Long.decode(expected));
        assertThat(seed).containsExactly(0x04030201, 0x08070605, 0x0C0B0A09, 0x100F0E0D);
    }

    @Test
    void knowsNoOthers() {
        assertThat(FolderHash.of(2)).contains(FolderHash.TEA);
        assertThat(FolderHash.of(3)).isEmpty();
        assertThat(FolderHash.of(255)).isEmpty();
    }
}
