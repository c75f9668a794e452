package htg.testvm.cli;

import htg.testvm.report.model.CellRecord;
import htg.testvm.report.model.CellState;
import htg.testvm.report.model.RunRecord;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** How long cells took in an earlier run; of those that did not run then, nothing is known. */
final class Times {
    private Times() {}

    static Map<String, Duration> of(RunRecord run) {
        return run.cells().stream()
                .filter(cell -> cell.state() != CellState.NOT_RUN)
                .collect(Collectors.toMap(CellRecord::name, CellRecord::elapsed));
    }
}
