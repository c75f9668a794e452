package htg.testvm.run;

import static org.assertj.core.api.Assertions.assertThat;

import htg.testvm.boot.Outcome;
import htg.testvm.boot.Outcome.Broken;
import htg.testvm.boot.Outcome.Cause;
import htg.testvm.cell.Expected;
import htg.testvm.console.ConsoleEvent;
import htg.testvm.console.ConsoleEvent.CheckResult;
import htg.testvm.console.ConsoleEvent.Landmark;
import htg.testvm.console.Status;
import htg.testvm.console.TimedEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JudgeTest {
    private static final Expected BOOTS = new Expected.Boots();
    private static final Expected STOPS = new Expected.StopsAt("discover", Optional.of(Pattern.compile("no device")));
    private static final Outcome SAID = new Broken(Cause.STAGE_FAILED, "discover", "no device carries pool 1");

    @Test
    void aBootThatCameThroughWithGoodChecksPasses() {
        assertThat(verdict(BOOTS, new Outcome.Completed(), new CheckResult("a", true, "")))
                .isEqualTo(passed());
    }

    @Test
    void aCheckThatFailedOrSaidNothingFailsTheCell() {
        assertThat(verdict(BOOTS, new Outcome.Completed(), new CheckResult("a", false, "broken")))
                .isEqualTo(new Verdict.Failed("a", "checks failed: a (broken)"));
        assertThat(verdict(BOOTS, new Outcome.Completed()))
                .isEqualTo(new Verdict.Failed("a", "checks failed: a (gave no result)"));
    }

    @Test
    void whatHasToStopPassesWhenItSaysSoWhereItShould() {
        assertThat(verdict(STOPS, SAID)).isEqualTo(passed());
    }

    @Test
    void whatHasToStopAndBootsFails() {
        assertThat(verdict(STOPS, new Outcome.Completed()).reason()).startsWith("boots, though it stops at discover");
    }

    @Test
    void theWrongStageOrReasonFails() {
        assertThat(verdict(STOPS, new Broken(Cause.STAGE_FAILED, "import", "no device")))
                .isEqualTo(new Verdict.Failed("import", "no device (expected: stops at discover, saying /no device/)"));
        assertThat(verdict(STOPS, new Broken(Cause.STAGE_FAILED, "discover", "other"))
                        .passed())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"HANG", "TIME_LIMIT", "HOST", "ENDED", "MISSED"})
    void silenceACrashOrTheHostAreNoWaysToStop(Cause cause) {
        assertThat(verdict(STOPS, new Broken(cause, "discover", "no device")).passed())
                .isFalse();
    }

    @Test
    void aBootThatDoesNotSayWhatItShouldFails() {
        Expected says = new Expected.Boots(Optional.of(Pattern.compile("discover ok \\S+$")), false);
        CheckResult good = new CheckResult("a", true, "");
        Landmark plain = new Landmark("discover", Status.OK, "sda3");
        Landmark remarkable = new Landmark("discover", Status.OK, "sda3 (a copy)");
        assertThat(verdict(says, new Outcome.Completed(), good, plain)).isEqualTo(passed());
        assertThat(verdict(says, new Outcome.Completed(), good, remarkable))
                .isEqualTo(new Verdict.Failed(
                        "landmarks", "boots, but not as expected: it boots, saying /discover ok \\S+$/"));
        assertThat(verdict(says, SAID, good, plain).stage()).isEqualTo("discover");
    }

    private static Verdict verdict(Expected expected, Outcome outcome, ConsoleEvent... events) {
        List<TimedEvent> timed = Stream.of(events)
                .map(event -> new TimedEvent(Duration.ZERO, event))
                .toList();
        return Judge.verdict(expected, outcome, List.of("a"), timed);
    }

    private static Verdict passed() {
        return new Verdict.Passed();
    }
}
