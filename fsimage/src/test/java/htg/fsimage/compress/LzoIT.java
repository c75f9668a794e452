package htg.fsimage.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.Tools;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Streams taken from the files that lzop makes. */
@Timeout(120)
class LzoIT {
    @TempDir
    private Path folder;

    @BeforeEach
    void requireTools() {
        Tools.require("lzop");
    }

    /** A block of such a file: how long it is, and the stream. */
    private record Block(int size, ByteBuffer packed) {}

    private List<Block> pack(byte[] plain, int level) throws IOException {
        Path from = Files.write(folder.resolve("plain"), plain);
        Path to = folder.resolve("packed");
        Tools.run("lzop", "-q", "-f", "-" + level, from, "-o", to);
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(to));
        int flags = file.getInt(17);
        file.position(33);
        int name = file.get();
        file.position(34 + name + 4);
        List<Block> blocks = new ArrayList<>();
        for (int size = file.getInt(); size != 0; size = file.getInt()) {
            int packed = file.getInt();
            skip(file, flags & 0x101);
            if (packed < size) {
                skip(file, flags & 0x202);
            }
            blocks.add(new Block(size, file.slice(file.position(), packed)));
            file.position(file.position() + packed);
        }
        return blocks;
    }

    private static void skip(ByteBuffer file, int checksums) {
        file.position(file.position() + 4 * Integer.bitCount(checksums));
    }

    private static byte[] bytes(Block block) {
        byte[] packed = new byte[block.packed().remaining()];
        block.packed().duplicate().get(packed);
        return packed;
    }

    @ParameterizedTest
    @EnumSource(Samples.class)
    void unpacksEveryLevel(Samples sample) throws IOException {
        byte[] plain = sample.bytes();
        for (int level : new int[] {1, 3, 7, 9}) {
            int at = 0;
            for (Block block : pack(plain, level)) {
                if (block.packed().remaining() < block.size()) {
                    assertThat(Samples.unpack(new Lzo(), bytes(block), block.size()))
                            .isEqualTo(Arrays.copyOfRange(plain, at, at + block.size()));
                }
                at += block.size();
            }
            assertThat(at).isEqualTo(plain.length);
        }
    }

    @Test
    void refusesWhatIsDamagedOrTooLong() throws IOException {
        byte[] plain = Arrays.copyOf(Samples.TEXT.bytes(), 40_000);
        byte[] packed = bytes(pack(plain, 9).get(0));
        assertThatThrownBy(() -> Samples.unpack(new Lzo(), packed, plain.length - 1))
                .hasMessage("LZO stream: gives more than 39999 bytes");
        assertThatThrownBy(() -> Samples.unpack(new Lzo(), Arrays.copyOf(packed, packed.length - 1), plain.length))
                .hasMessage("LZO stream: ends early");
        assertThatThrownBy(() -> Samples.unpack(new Lzo(), Arrays.copyOf(packed, packed.length + 1), plain.length))
                .hasMessage("LZO stream: goes on behind its end");
        int rounds = Integer.getInteger("htg.test.mutants", 300) * 2;
        for (Samples sample : new Samples[] {Samples.TEXT, Samples.BINARY, Samples.PERIODS}) {
            for (int level : new int[] {1, 9}) {
                byte[] some =
                        bytes(pack(Arrays.copyOf(sample.bytes(), 20_000), level).get(0));
                Samples.surviveDamage(new Lzo(), some, 20_000, rounds);
            }
        }
    }
}
