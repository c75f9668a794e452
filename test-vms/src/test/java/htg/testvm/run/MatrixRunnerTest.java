package htg.testvm.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import htg.common.process.Shutdown;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MatrixRunnerTest {
    private final Results<String, String> results = new Results<>(List.of("a", "b", "c", "d"));
    private final Switch shutdown = new Switch();

    @Test
    void returnsTheResultsInTheCellsOrder() {
        assertThat(MatrixRunner.run(List.of("a", "b", "c"), 3, cell -> cell + cell))
                .containsExactly("aa", "bb", "cc");
    }

    @Test
    void aCellThatThrowsCostsNoOtherItsResult() {
        MatrixRunner.run(
                results,
                1,
                cell -> {
                    if (cell.equals("c")) {
                        throw broken(cell);
                    }
                    return cell + " passed";
                },
                Shutdown.NONE);
        assertThat(results.all(MatrixRunnerTest::missing))
                .containsExactly("a passed", "b passed", "c not run", "d not run");
        assertThat(results.failure()).get().hasToString("java.lang.IllegalStateException: c is broken");
    }

    @Test
    void anErrorIsNotSwallowed() {
        MatrixRunner.run(
                results,
                1,
                cell -> {
                    throw new OutOfMemoryError("of heap");
                },
                Shutdown.NONE);
        assertThat(results.failure()).get().isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void throwsOnlyOnceTheOthersHaveEnded() {
        CountDownLatch slowHasBegun = new CountDownLatch(1);
        CountDownLatch failing = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        assertThatIllegalStateException()
                .isThrownBy(() -> MatrixRunner.run(List.of("slow", "bad", "never"), 2, cell -> {
                    if (cell.equals("bad")) {
                        await(slowHasBegun);
                        failing.countDown();
                        throw broken(cell);
                    }
                    slowHasBegun.countDown();
                    await(failing);
                    pause(200);
                    return ended.incrementAndGet();
                }));
        assertThat(ended).hasValue(1);
    }

    @Test
    void anInterruptionKeepsWhatHasRunAndBeginsNoMore() {
        MatrixRunner.run(
                results,
                1,
                cell -> {
                    shutdown.underWay = cell.equals("b");
                    return cell + " passed";
                },
                shutdown);
        assertThat(results.all(MatrixRunnerTest::missing))
                .containsExactly("a passed", "b passed", "c not run", "d not run");
        assertThat(results.failure()).isEmpty();
    }

    @Test
    void aCellThatDoesNotEndIsLeftBehindAndAddsNothingLater() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch late = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        long start = System.nanoTime();
        MatrixRunner.run(
                results,
                2,
                cell -> {
                    if (cell.equals("a")) {
                        begun.countDown();
                        awaitStubbornly(late);
                        gone.countDown();
                    }
                    await(begun);
                    shutdown.underWay = true;
                    return cell + " passed";
                },
                shutdown);
        assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
        late.countDown();
        await(gone);
        pause(100);
        assertThat(results.all(MatrixRunnerTest::missing)).startsWith("a not run");
    }

    @Test
    void anInterruptedCallerLeavesNothingRunning() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        Thread caller = new Thread(() -> MatrixRunner.run(
                results,
                1,
                cell -> {
                    running.incrementAndGet();
                    begun.countDown();
                    pause(30_000);
                    running.decrementAndGet();
                    return cell;
                },
                Shutdown.NONE));
        caller.start();
        await(begun);
        caller.interrupt();
        caller.join();
        assertThat(running).hasValue(0);
        assertThat(results.failure()).get().hasToString("java.lang.IllegalStateException: interrupted");
    }

    private static String missing(String cell) {
        return cell + " not run";
    }

    private static IllegalStateException broken(String cell) {
        return new IllegalStateException(cell + " is broken");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitStubbornly(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            Thread.onSpinWait();
        }
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Switch implements Shutdown {
        private volatile boolean underWay;

        @Override
        public boolean isUnderWay() {
            return underWay;
        }

        @Override
        public boolean explainsFailure() {
            return underWay;
        }

        @Override
        public void awaitTheCommand() {}
    }
}
