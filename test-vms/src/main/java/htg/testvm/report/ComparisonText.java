package htg.testvm.report;

import htg.testvm.report.model.Comparison;
import htg.testvm.report.model.Pace;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Differences to an earlier run, as sentences. */
final class ComparisonText {
    private ComparisonText() {}

    static String of(Comparison different) {
        String before = different.before().started().truncatedTo(ChronoUnit.SECONDS) + " (htg "
                + different.before().version() + ")";
        StringBuilder text = new StringBuilder("Compared with the run of " + before + ":\n");
        if (different.same() && different.stillFailing().isEmpty()) {
            return text.append("  no difference\n").toString();
        }
        names(text, "failing now", different.newFailures());
        names(text, "fixed", different.fixed());
        names(text, "still failing", different.stillFailing());
        names(text, "new", different.newCells());
        names(text, "not run any more", different.vanished());
        different.slower().forEach(pace -> text.append(Wrapped.lines("  slower: " + sentence(pace))));
        different.faster().forEach(pace -> text.append(Wrapped.lines("  faster: " + sentence(pace))));
        return text.toString();
    }

    /** For example {@code bios/nvme took 75.0 s, before 50.0 s (kernel +20.0 s)}. */
    private static String sentence(Pace pace) {
        String stage = pace.stage()
                .map(name -> " (" + name + (pace.slower() ? " +" : " ") + TextTable.seconds(pace.stageChange()) + ")")
                .orElse("");
        return pace.cell() + " took " + TextTable.seconds(pace.now()) + ", before " + TextTable.seconds(pace.before())
                + stage;
    }

    private static void names(StringBuilder text, String what, List<String> cells) {
        if (!cells.isEmpty()) {
            text.append(Wrapped.lines("  " + what + ": " + String.join(", ", cells)));
        }
    }
}
