package htg.testvm.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.DataSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DyingSourceTest {
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final DyingSource source = new DyingSource(DataSize.ofMebibytes(1), PATIENCE);

    @Test
    void waitsAndThenFailsAndDoesNotWaitTwice() {
        long start = System.nanoTime();
        assertFails();
        long first = System.nanoTime() - start;
        assertFails();
        assertThat(first).isGreaterThanOrEqualTo(PATIENCE.toNanos());
        assertThat(System.nanoTime() - start - first).isLessThan(PATIENCE.toNanos());
    }

    @Test
    void takesNothingEither() {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> source.write(0, ByteBuffer.allocate(1)));
        assertThatExceptionOfType(IOException.class).isThrownBy(source::flush);
        assertThat(source.isReadOnly()).isFalse();
    }

    private void assertFails() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> source.read(0, ByteBuffer.allocate(512)))
                .withMessageContaining("does not answer");
    }
}
