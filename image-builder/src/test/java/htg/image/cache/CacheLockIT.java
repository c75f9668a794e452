package htg.image.cache;

import static org.assertj.core.api.Assertions.assertThat;

import htg.common.process.Command;
import htg.common.process.RunningCommand;
import htg.common.process.SystemCommandRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Locks between this process and another one. */
@Timeout(60)
class CacheLockIT {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    private Path folder;

    private static void await(Path file) {
        long end = System.nanoTime() + LONG.toNanos();
        while (!Files.exists(file) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(file).exists();
    }

    /** The system's own waiting calls that a deadlock. */
    @Test
    void twoBuildsMayEachHoldALockInOneThreadAndWaitForTheOthersInAnother() throws Exception {
        Path ours = folder.resolve("ours");
        Path theirs = folder.resolve("theirs");
        Path held = folder.resolve("held");
        Path done = folder.resolve("done");
        Command holder = Command.of("java", "-cp", System.getProperty("java.class.path"), LockHolder.class.getName())
                .with(theirs.toString(), ours.toString(), held.toString(), done.toString());
        CacheLock first = CacheLock.acquire(ours);
        try (RunningCommand other = new SystemCommandRunner(command -> {}).start(holder, line -> {})) {
            await(held);
            CompletableFuture<Void> second =
                    CompletableFuture.runAsync(() -> CacheLock.acquire(theirs).close());
            assertThat(other.waitFor(Duration.ofSeconds(1)))
                    .as(other.errorTail())
                    .isEmpty();
            assertThat(second).isNotDone();
            other.input().close();
            second.get(LONG.toSeconds(), TimeUnit.SECONDS);
            first.close();
            await(done);
            assertThat(other.waitFor(LONG)).as(other.errorTail()).hasValue(0);
        }
    }
}
