package htg.testvm.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import htg.testvm.block.LargeReads.Effect;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LimitedSourceTest {
    private static final int SPARED = 32 << 10;

    private final MemorySource medium = MemorySource.patterned(256 << 10);
    private final FirmwarePhase phase = new FirmwarePhase();

    @Test
    void failsAndReadsNothing() throws IOException {
        BlockSource source = limited(Effect.FAIL, "16");
        assertThatIOException()
                .isThrownBy(() -> Sources.read(source, SPARED, 32 << 10))
                .withMessage("a read of 32768 bytes at 32768 is too large for this BIOS");
        assertThat(medium.reads()).isZero();
        assertThat(Sources.read(source, SPARED, 8 << 10)).isEqualTo(truth(SPARED, 8 << 10));
    }

    @Test
    void liesBehindTheSectorsThatWork() throws IOException {
        byte[] read = Sources.read(limited(Effect.LIE, "32"), SPARED, 32 << 10);
        byte[] truth = truth(SPARED, 32 << 10);
        assertThat(Arrays.copyOf(read, 16 << 10)).isEqualTo(Arrays.copyOf(truth, 16 << 10));
        for (int i = 16 << 10; i < read.length; i++) {
            assertThat(read[i]).isEqualTo((byte) ~truth[i]);
        }
    }

    @Test
    void liesAlikeEachTime() throws IOException {
        BlockSource source = limited(Effect.LIE, "32");
        assertThat(Sources.read(source, SPARED, 32 << 10)).isEqualTo(Sources.read(source, SPARED, 32 << 10));
    }

    @Test
    void sparesWhatLiesInFront() throws IOException {
        assertThat(Sources.read(limited(Effect.FAIL, "16"), 512, 63 << 10)).isEqualTo(truth(512, 63 << 10));
    }

    @Test
    void endsWithTheKernelsStart() throws IOException {
        BlockSource source = limited(Effect.LIE, "32");
        phase.end();
        assertThat(Sources.read(source, SPARED, 32 << 10)).isEqualTo(truth(SPARED, 32 << 10));
    }

    @Test
    void passesAllElseOn() throws IOException {
        BlockSource source = limited(Effect.FAIL, "1:anywhere");
        source.write(SPARED, ByteBuffer.allocate(64 << 10));
        source.writeZeroes(0, 64 << 10);
        source.discard(0, 64 << 10);
        source.flush();
        assertThat(medium.flushes()).isEqualTo(1);
        assertThat(source.size()).isEqualTo(medium.size());
        assertThat(source.isReadOnly()).isFalse();
    }

    private BlockSource limited(Effect effect, String limit) {
        return new LimitedSource(medium, LargeReads.parse(effect, limit), SPARED, phase);
    }

    private byte[] truth(int offset, int length) {
        return Arrays.copyOfRange(medium.content(), offset, offset + length);
    }
}
