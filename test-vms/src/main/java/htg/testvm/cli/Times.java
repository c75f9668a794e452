package htg.testvm.cli;

import htg.testvm.report.model.CellRecord;
import htg.testvm.report.model.RunRecord;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** How long cells took in an earlier run. */
final class Times {
    private Times() {}

    static Map<String, Duration> of(RunRecord run) {
        return run.cells().stream().collect(Collectors.toMap(CellRecord::name, CellRecord::elapsed));
    }
}
