package htg.fsimage.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.testkit.Watch;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class DamageRunTest {
    private static DamageRun.Verdict verdict(Throwable failure) {
        return DamageRun.Verdict.of(failure);
    }

    @Test
    void tellsWhatAFailureMeans() {
        assertThat(verdict(new AssertionError("mutant 3: it " + Watch.TOO_LONG + " 5 s")))
                .isEqualTo(DamageRun.Verdict.HANG);
        assertThat(verdict(new TimeoutException())).isEqualTo(DamageRun.Verdict.HANG);
        assertThat(verdict(new AssertionError("mutant 3", new CancellationException())))
                .isEqualTo(DamageRun.Verdict.UNTYPED);
        assertThat(verdict(new StackOverflowError())).isEqualTo(DamageRun.Verdict.UNTYPED);
        assertThat(verdict(new AssertionError("mutant 3", new OutOfMemoryError())))
                .isEqualTo(DamageRun.Verdict.MEMORY);
        assertThat(verdict(new AssertionError("wrong", new IOException()))).isEqualTo(DamageRun.Verdict.OTHER);
    }
}
