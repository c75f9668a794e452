package htg.testvm.report.model;

import static org.assertj.core.api.Assertions.assertThat;

import htg.testvm.report.Runs;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    @Test
    void sortsCellsByWhatBecameOfThem() {
        RunRecord before =
                Runs.run(Runs.passed("bios/a"), Runs.hung("bios/b"), Runs.hung("bios/c"), Runs.passed("bios/d"));
        RunRecord now =
                Runs.run(Runs.hung("bios/a"), Runs.passed("bios/b"), Runs.checkFailed("bios/c"), Runs.hung("bios/e"));
        Comparison different = Comparison.of(before, now);
        assertThat(different.newFailures()).containsExactly("bios/a");
        assertThat(different.fixed()).containsExactly("bios/b");
        assertThat(different.stillFailing()).containsExactly("bios/c");
        assertThat(different.newCells()).containsExactly("bios/e");
        assertThat(different.vanished()).containsExactly("bios/d");
        assertThat(different.same()).isFalse();
    }

    @Test
    void takesACellThatWasNotRunForOneThatIsNotThere() {
        Comparison different = Comparison.of(
                Runs.run(Runs.passed("bios/a"), Runs.notRun("bios/b")),
                Runs.run(Runs.notRun("bios/a"), Runs.passed("bios/b")));
        assertThat(different.vanished()).containsExactly("bios/a");
        assertThat(different.newCells()).containsExactly("bios/b");
        assertThat(different.newFailures()).isEmpty();
    }

    @Test
    void namesTheStageThatGrewMost() {
        Comparison different = Comparison.of(
                Runs.run(Runs.passed("bios/a"), Runs.passed("bios/b", 100_000)),
                Runs.run(Runs.passed("bios/a", 50_000), Runs.passed("bios/b")));
        assertThat(different.slower()).singleElement().satisfies(pace -> {
            assertThat(pace.cell()).isEqualTo("bios/a");
            assertThat(pace.change()).isEqualTo(Duration.ofSeconds(50));
            assertThat(pace.stage()).contains("kernel");
            assertThat(pace.stageChange()).isEqualTo(Duration.ofSeconds(50));
        });
        assertThat(different.faster()).singleElement().satisfies(pace -> {
            assertThat(pace.cell()).isEqualTo("bios/b");
            assertThat(pace.stage()).contains("kernel");
            assertThat(pace.stageChange()).isEqualTo(Duration.ofSeconds(-100));
        });
    }

    @Test
    void callsNothingSlowerThatMayBeNoise() {
        assertThat(change(190_400, 228_480)).isEmpty();
        assertThat(change(190_400, 228_481)).isPresent();
        assertThat(change(1_000, 3_000)).isEmpty();
        assertThat(change(1_000, 3_001)).isPresent();
        assertThat(change(3_001, 1_000)).isPresent();
    }

    @Test
    void comparesNoTimesOfFailuresNorOfOtherMachines() {
        assertThat(Comparison.of(Runs.run(Runs.hung("bios/a")), Runs.run(Runs.passed("bios/a")))
                        .slower())
                .isEmpty();
        RunRecord tcg = Runs.run(Runs.passed("bios/a"));
        RunRecord kvm = new RunRecord(
                tcg.version(),
                tcg.image(),
                "kvm",
                "usual",
                Optional.empty(),
                tcg.started(),
                tcg.elapsed(),
                tcg.cells());
        assertThat(Comparison.of(kvm, Runs.run(Runs.passed("bios/a", 90_000))).slower())
                .isEmpty();
    }

    @Test
    void findsNoDifferenceBetweenARunAndItself() {
        RunRecord run = Runs.run(Runs.passed("bios/a"), Runs.hung("bios/b"), Runs.flaky("bios/c"));
        assertThat(Comparison.of(run, run).same()).isTrue();
    }

    private static Optional<Pace> change(long before, long now) {
        return Pace.of(silent(before), silent(now));
    }

    private static CellRecord silent(long milliseconds) {
        return Runs.cell("a", VerdictRecord.passed(), "boots to switch", List.of(), List.of(), milliseconds - 190_400);
    }
}
