package htg.image.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TogetherTest {
    @Test
    void givesBothResults() {
        assertThat(Together.run(() -> 1, () -> "two")).isEqualTo(new Together.Both<>(1, "two"));
    }

    @Test
    void aFailureInterruptsTheOther() {
        AtomicBoolean interrupted = new AtomicBoolean();
        CountDownLatch waiting = new CountDownLatch(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Together.run(() -> waitLong(waiting, interrupted), () -> {
                    await(waiting);
                    throw new IllegalArgumentException("no");
                }));
        assertThat(interrupted).isTrue();
    }

    private static boolean waitLong(CountDownLatch waiting, AtomicBoolean interrupted) {
        waiting.countDown();
        try {
            return new CountDownLatch(1).await(1, TimeUnit.MINUTES);
        } catch (InterruptedException expected) {
            interrupted.set(true);
            return false;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
