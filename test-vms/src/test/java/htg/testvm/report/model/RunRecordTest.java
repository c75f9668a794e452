package htg.testvm.report.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import htg.testvm.report.Runs;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunRecordTest {
    @Test
    void passesWhenEveryCellDidWhatWasExpected() {
        assertThat(Runs.run(Runs.passed("a"), Runs.flaky("b"), Runs.expectedFailure("c"))
                        .passed())
                .isTrue();
        assertThat(Runs.run(Runs.passed("a"), Runs.hung("b")).passed()).isFalse();
        assertThat(Runs.run(Runs.passed("a"), Runs.notRun("b")).passed()).isFalse();
    }

    @Test
    void hasACellOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Runs.run(Runs.passed("a"), Runs.hung("a")))
                .withMessage("cell a is there twice");
        assertThatIllegalArgumentException().isThrownBy(() -> Runs.run(Runs.passed("a/b"), Runs.passed("a-b")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "0/2", "1/0", "1/2/3", "1 of 2", "1/2\n"})
    void aShardIsAPartOfANumber(String shard) {
        RunRecord run = Runs.run();
        assertThatIllegalArgumentException().isThrownBy(() -> Runs.shard(run, shard));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "\n"})
    void anImagesDigestIsADigest(String digest) {
        assertThatIllegalArgumentException().isThrownBy(() -> new ImageRecord("x", 1, Optional.of(digest)));
    }

    @Test
    void keepsABoundedPartOfWhatACheckPrints() {
        String output = "begin" + "x".repeat(1 << 20) + "end";
        CheckRecord check = new CheckRecord("c", CheckRecord.Result.FAILED, "", output);
        assertThat(check.output())
                .hasSizeLessThanOrEqualTo(1 << 14)
                .startsWith("begin")
                .endsWith("end")
                .contains("cut here");
        assertThat(new CheckRecord("c", CheckRecord.Result.FAILED, "", check.output()))
                .isEqualTo(check);
    }
}
