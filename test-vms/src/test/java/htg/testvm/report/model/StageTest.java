package htg.testvm.report.model;

import static org.assertj.core.api.Assertions.assertThat;

import htg.testvm.report.Runs;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StageTest {
    @Test
    void aBootIsCutIntoStagesWithoutGaps() {
        List<Stage> stages = Runs.passed("bios/nvme").stages();
        assertThat(stages)
                .extracting(Stage::name)
                .containsExactly(
                        "firmware",
                        "grub",
                        "kernel",
                        "consoles",
                        "modules",
                        "discover",
                        "import",
                        "switch",
                        "base",
                        "multi-user",
                        "checks",
                        "power-off");
        for (int i = 1; i < stages.size(); i++) {
            assertThat(stages.get(i).from()).isEqualTo(stages.get(i - 1).to());
        }
        assertThat(stages.get(2).length()).isEqualTo(Duration.ofMillis(5_900));
        assertThat(stages.get(8).phase()).isEqualTo(Phase.INIT);
        assertThat(stages).noneMatch(Stage::broken);
    }

    @Test
    void whatRunsBeforeTheFirstWordIsTheFirmware() {
        assertThat(stages(failed("x"), at(7, "kernel", "ok"), at(9, "consoles", "ok")))
                .containsExactly("firmware 0-7", "kernel 7-9", "consoles 9-9", "x 9-60 broken");
    }

    @Test
    void aStageThatReportsItsFailureIsBroken() {
        assertThat(stages(failed("discover"), at(3, "modules", "ok"), at(5, "discover", "fail")))
                .containsExactly("modules 0-3", "discover 3-5 broken");
    }

    @Test
    void aHangLastsToTheEnd() {
        assertThat(stages(failed("base"), at(3, "switch", "start"), at(5, "base", "start")))
                .containsExactly("firmware 0-3", "switch 3-5", "base 5-60 broken");
    }

    @Test
    void aStageThatWasPassedButFailedTheCellIsMarkedWhereItWas() {
        assertThat(stages(failed("checks"), at(3, "checks", "start"), at(5, "checks", "ok"), at(6, "power-off", "ok")))
                .containsExactly("firmware 0-3", "checks 3-5 broken", "power-off 5-6");
    }

    @Test
    void aLandmarkToldLateTurnsNoTimeBack() {
        assertThat(stages(VerdictRecord.passed(), at(3, "modules", "ok"), at(2, "discover", "ok")))
                .containsExactly("modules 0-3", "discover 3-3");
    }

    private static List<String> stages(VerdictRecord verdict, LandmarkRecord... timeline) {
        return Runs.cell("bios/ide", verdict, "boots to base", List.of(timeline), List.of(), -130_400).stages().stream()
                .map(stage -> stage.name() + " " + stage.from().toSeconds() + "-"
                        + stage.to().toSeconds() + (stage.broken() ? " broken" : ""))
                .toList();
    }

    private static VerdictRecord failed(String stage) {
        return VerdictRecord.failed("broke", Optional.of(stage));
    }

    private static LandmarkRecord at(int second, String name, String status) {
        return new LandmarkRecord(Duration.ofSeconds(second), name, status, "");
    }
}
