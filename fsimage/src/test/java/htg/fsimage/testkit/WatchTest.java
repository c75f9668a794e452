package htg.fsimage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.volume.CorruptFileSystemException;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class WatchTest {
    private final Watch watch = new Watch();

    @Test
    void doesOneThingAfterTheOther() throws IOException {
        AtomicInteger done = new AtomicInteger();
        watch.run(done::incrementAndGet);
        watch.run(done::incrementAndGet);
        assertThat(done).hasValue(2);
        assertThat(Watch.done()).isGreaterThanOrEqualTo(2);
        watch.close();
    }

    @Test
    void throwsWhatWasThrown() {
        assertThatThrownBy(() -> watch.run(() -> {
                    throw new CorruptFileSystemException("inode", 1, "is wrong");
                }))
                .isInstanceOf(CorruptFileSystemException.class);
        assertThatThrownBy(() -> watch.run(() -> {
                    throw new CancellationException("bug");
                }))
                .isInstanceOf(CancellationException.class);
        assertThatThrownBy(() -> watch.run(() -> {
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);
    }

    @Test
    @Timeout(120)
    void noticesWhatNeverEnds() {
        AtomicBoolean stop = new AtomicBoolean();
        assertThatThrownBy(() -> watch.run(() -> spin(stop)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(Watch.TOO_LONG)
                .satisfies(hang -> assertThat(hang.getStackTrace())
                        .anyMatch(one -> one.getMethodName().equals("spin")));
        stop.set(true);
    }

    private static void spin(AtomicBoolean stop) {
        while (!stop.get()) {
            Thread.onSpinWait();
        }
    }
}
