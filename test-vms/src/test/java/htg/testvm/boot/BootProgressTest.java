package htg.testvm.boot;

import static org.assertj.core.api.Assertions.assertThat;

import htg.testvm.console.ConsoleEvent.Landmark;
import htg.testvm.console.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BootProgressTest {
    private static final BootPlan PLAN = BootPlan.of(
            Expectation.perhaps("firmware", Status.OK, 10),
            Expectation.perhaps("grub", Status.OK, 20),
            Expectation.of("modules", Status.OK, 30),
            Expectation.of("discover", Status.OK, 40),
            Expectation.of("base", Status.START, 50));

    private final BootProgress begin = BootProgress.begin(PLAN, Duration.ZERO);

    @Test
    void uncertainLandmarksLendTheirBudgetsToTheNextCertainOne() {
        assertThat(begin.awaited().map(Expectation::landmark)).contains("modules");
        assertThat(begin.deadline()).isEqualTo(Duration.ofSeconds(60));
        assertThat(begin.after(at(5), ok("firmware")).deadline()).isEqualTo(Duration.ofSeconds(55));
        assertThat(begin.after(at(7), ok("modules")).deadline()).isEqualTo(Duration.ofSeconds(47));
    }

    @Test
    void aStartIsNoEndButAnEndIsAStart() {
        assertThat(begin.after(at(1), new Landmark("modules", Status.START, "")))
                .isEqualTo(begin);
        assertThat(begin.after(at(1), ok("base")).complete()).isTrue();
        assertThat(begin.after(at(1), new Landmark("base", Status.START, "")).complete())
                .isTrue();
        assertThat(begin.after(at(1), new Landmark("base", Status.FAIL, "")).complete())
                .isFalse();
    }

    @Test
    void whatIsPassedOverIsMissingUntilItShows() {
        BootProgress jumped = begin.after(at(1), ok("discover"));
        assertThat(jumped.missing()).extracting(Expectation::landmark).containsExactly("modules");
        assertThat(jumped.after(at(2), ok("modules")).missing()).isEmpty();
        assertThat(jumped.after(at(2), ok("modules")).since()).isEqualTo(at(1));
    }

    @Test
    void strangersChangeNothing() {
        assertThat(begin.after(at(1), ok("zfs"))).isEqualTo(begin);
    }

    @Test
    void checksComeBetweenMultiUserAndPowerOff() {
        assertThat(BootPlan.stick().thenChecks(List.of("libvirt", "nested-kvm")).expectations())
                .extracting(Expectation::landmark)
                .endsWith("multi-user", "checks", "check libvirt", "check nested-kvm", "checks", "power-off");
    }

    private static Duration at(int seconds) {
        return Duration.ofSeconds(seconds);
    }

    private static Landmark ok(String name) {
        return new Landmark(name, Status.OK, "");
    }
}
