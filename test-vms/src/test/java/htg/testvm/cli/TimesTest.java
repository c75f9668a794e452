package htg.testvm.cli;

import static org.assertj.core.api.Assertions.assertThat;

import htg.testvm.report.Runs;
import org.junit.jupiter.api.Test;

class TimesTest {
    @Test
    void nothingIsKnownOfCellsThatDidNotRun() {
        assertThat(Times.of(Runs.run(Runs.passed("bios/nvme"), Runs.notRun("uefi/nvme"))))
                .containsOnlyKeys("bios/nvme");
    }
}
