package htg.testvm.report.html;

import htg.testvm.report.model.CellRecord;
import htg.testvm.report.model.RunRecord;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Names of the cells' places in the page, for links. They are the same in each run of the same matrix. */
record Anchors(Map<String, String> byCell) {
    Anchors {
        byCell = Map.copyOf(byCell);
    }

    static Anchors of(RunRecord run) {
        Map<String, String> anchors = new HashMap<>();
        Set<String> taken = new HashSet<>();
        for (CellRecord cell : run.cells()) {
            String plain = "cell-" + cell.name().replaceAll("[^A-Za-z0-9]+", "-");
            String anchor = plain;
            for (int i = 2; !taken.add(anchor); i++) {
                anchor = plain + "_" + i;
            }
            anchors.put(cell.name(), anchor);
        }
        return new Anchors(anchors);
    }

    /** The place of a cell that is in this run. */
    String of(String cell) {
        return find(cell).orElseThrow(() -> new IllegalArgumentException("no cell " + cell));
    }

    Optional<String> find(String cell) {
        return Optional.ofNullable(byCell.get(cell));
    }
}
