package htg.testvm.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LyingSourceTest {
    @TempDir
    Path folder = Path.of("");

    private final MemorySource medium = new MemorySource(8192);

    @Test
    void keepsWhatWasWrittenBeforeEachNthFlushAndLosesTheRest() throws IOException {
        try (LyingSource source = LyingSource.over(medium, folder, 2)) {
            Sources.write(source, 0, (byte) 1);
            source.flush();
            Sources.write(source, 1, (byte) 2);
            source.flush();
            Sources.write(source, 2, (byte) 3);
            source.flush();
            assertThat(Sources.read(source, 0, 3)).containsExactly(1, 2, 3);
            source.powerCut();
            assertThat(Sources.read(source, 0, 3)).containsExactly(1, 2, 0);
            assertThat(medium.flushes()).isEqualTo(1);
        }
    }

    @Test
    void countsFlushesAnewAfterAPowerCut() throws IOException {
        try (LyingSource source = LyingSource.over(medium, folder, 2)) {
            source.flush();
            source.powerCut();
            Sources.write(source, 0, (byte) 1);
            source.flush();
            source.powerCut();
            assertThat(Sources.read(source, 0, 1)).containsExactly(0);
        }
    }

    @Test
    void losesZeroesAndDiscardsAsWell() throws IOException {
        Sources.write(medium, 0, Sources.filled(8192, 7));
        try (LyingSource source = LyingSource.alwaysOver(medium, folder)) {
            source.writeZeroes(0, 4096);
            source.discard(4096, 4096);
            source.flush();
            assertThat(Sources.content(source)).containsOnly(0);
            source.powerCut();
            assertThat(Sources.content(source)).containsOnly(7);
        }
    }

    @Test
    void isHonestWhenEachFlushIsTrue() throws IOException {
        try (LyingSource source = LyingSource.over(medium, folder, 1)) {
            Sources.write(source, 0, (byte) 1);
            source.flush();
            Sources.write(source, 0, (byte) 2);
            source.powerCut();
            assertThat(Sources.read(source, 0, 1)).containsExactly(1);
        }
    }

    @Test
    void liesOnlyOverAWritableMedium() {
        assertThatIllegalArgumentException().isThrownBy(() -> LyingSource.over(medium, folder, 0));
    }
}
