package htg.testvm.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import htg.common.HtgException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverlaySourceTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void takesWritesWithoutTouchingTheSourceBelow() throws IOException {
        MemorySource below = MemorySource.patterned(20_000);
        try (OverlaySource source = OverlaySource.over(below, folder)) {
            Sources.write(source, 4095, (byte) 1, (byte) 2);
            assertThat(Sources.read(source, 4094, 4))
                    .containsExactly(below.content()[4094], (byte) 1, (byte) 2, below.content()[4097]);
            assertThat(below.content()).isEqualTo(MemorySource.pattern(20_000));
        }
    }

    /** The size that is no multiple of a block has a last block of its own length. */
    @ParameterizedTest
    @ValueSource(ints = {65_536, 61_000, 4096, 100})
    void doesWhatAnArrayDoes(int size) throws IOException {
        byte[] expected = MemorySource.pattern(size);
        Random random = new Random(size);
        try (OverlaySource source = OverlaySource.over(MemorySource.patterned(size), folder)) {
            for (int round = 0; round < 2000; round++) {
                int start = random.nextInt(size + 1);
                int length = random.nextInt(Math.min(size - start, random.nextBoolean() ? 300 : 30_000) + 1);
                change(source, expected, random, start, length);
                int from = random.nextInt(size);
                assertThat(Sources.read(source, from, size - from))
                        .as("round %d", round)
                        .isEqualTo(Arrays.copyOfRange(expected, from, size));
            }
        }
    }

    /** Each writer's ranges begin and end inside of blocks that belong to its neighbours as well. */
    @Test
    void neighboursMayWriteAtTheSameTime() throws IOException, InterruptedException {
        int writers = 4;
        int width = 1000;
        int rounds = 500;
        try (OverlaySource source = OverlaySource.over(new MemorySource(writers * width * rounds), folder)) {
            List<Thread> threads = IntStream.range(0, writers)
                    .mapToObj(writer -> new Thread(() -> {
                        for (int round = 0; round < rounds; round++) {
                            writeQuietly(
                                    source,
                                    (long) width * (round * writers + writer),
                                    Sources.filled(width, writer + 1));
                        }
                    }))
                    .toList();
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            for (int part = 0; part < writers * rounds; part++) {
                assertThat(Sources.read(source, (long) part * width, width)).containsOnly(part % writers + 1);
            }
        }
    }

    @Test
    void forgetsEverything() throws IOException {
        try (OverlaySource source = OverlaySource.over(MemorySource.patterned(20_000), folder)) {
            Sources.write(source, 0, Sources.filled(9000, 5));
            source.writeZeroes(10_000, 10_000);
            source.forget();
            assertThat(Sources.content(source)).isEqualTo(MemorySource.pattern(20_000));
            Sources.write(source, 4100, (byte) 9);
            assertThat(Sources.read(source, 4099, 3))
                    .containsExactly(MemorySource.pattern(20_000)[4099], (byte) 9, MemorySource.pattern(20_000)[4101]);
        }
    }

    @Test
    void commitsItsChangesAndNoMore() throws IOException {
        MemorySource below = MemorySource.patterned(3_000_001);
        try (OverlaySource source = OverlaySource.over(below, folder)) {
            Sources.write(source, 5000, Sources.filled(2_500_000, 5));
            source.writeZeroes(2_999_000, 1001);
            byte[] expected = Sources.content(source);
            source.commit();
            assertThat(below.content()).isEqualTo(expected);
            assertThat(below.flushes()).isEqualTo(1);
            assertThat(Sources.content(source)).isEqualTo(expected);
        }
    }

    @Test
    void keepsItsScratchFileOutOfSight() throws IOException {
        try (OverlaySource source = OverlaySource.over(new MemorySource(4096), folder)) {
            Sources.write(source, 0, (byte) 1);
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void refusesWhatIsOutsideAndChangesNothing() throws IOException {
        try (OverlaySource source = OverlaySource.over(new MemorySource(4096), folder)) {
            assertThatIllegalArgumentException().isThrownBy(() -> Sources.write(source, 4095, (byte) 1, (byte) 1));
            assertThatIllegalArgumentException().isThrownBy(() -> source.writeZeroes(0, 4097));
            assertThat(Sources.content(source)).containsOnly(0);
        }
    }

    @Test
    void namesTheFolderItCannotUse() {
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> OverlaySource.over(new MemorySource(1), folder.resolve("none")))
                .withMessageContaining("none: no such file or folder");
    }

    private static void writeQuietly(BlockSource source, long offset, byte[] data) {
        try {
            Sources.write(source, offset, data);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void change(BlockSource source, byte[] expected, Random random, int start, int length)
            throws IOException {
        switch (random.nextInt(4)) {
            case 0 -> {
                source.writeZeroes(start, length);
                Arrays.fill(expected, start, start + length, (byte) 0);
            }
            case 1 -> {
                source.discard(start, length);
                Arrays.fill(expected, start, start + length, (byte) 0);
            }
            default -> {
                byte[] data = new byte[length];
                random.nextBytes(data);
                Sources.write(source, start, data);
                System.arraycopy(data, 0, expected, start, length);
            }
        }
    }
}
