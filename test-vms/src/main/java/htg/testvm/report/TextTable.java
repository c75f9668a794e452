package htg.testvm.report;

import htg.testvm.boot.Boot;
import htg.testvm.report.model.CellRecord;
import htg.testvm.report.model.CellState;
import htg.testvm.report.model.Comparison;
import htg.testvm.report.model.LandmarkRecord;
import htg.testvm.report.model.RunRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A run as a table for a terminal of 80 columns: a line for each cell, the reasons of failures and changes below. */
public final class TextTable {
    private static final List<String> LANDMARKS = List.of("kernel", "multi-user");
    private static final int NAME_WIDTH = 30;

    private TextTable() {}

    /**
     * The table.
     *
     * @param report where the report is, as the user named it
     */
    public static String of(RunRecord run, Optional<Comparison> comparison, Path report) {
        StringBuilder text = new StringBuilder(row("cell", "verdict", LANDMARKS, "in all", "checks"));
        run.cells().forEach(cell -> text.append(line(cell)));
        run.cells().stream()
                .filter(cell -> !cell.verdict().reason().isEmpty())
                .forEach(cell -> text.append(reason(cell, report)));
        comparison.ifPresent(different -> text.append("\n").append(ComparisonText.of(different)));
        return text.append("\n").append(summary(run)).append("\n").toString();
    }

    private static String line(CellRecord cell) {
        List<String> times = LANDMARKS.stream()
                .map(name -> reached(cell, name).map(TextTable::seconds).orElse("-"))
                .toList();
        String checks = cell.goodChecks() + "/" + cell.checks().size();
        boolean ran = cell.state() != CellState.NOT_RUN;
        return row(cell.name(), verdict(cell), times, ran ? seconds(cell.elapsed()) : "-", ran ? checks : "-");
    }

    /** A name that does not fit gets a line to itself, whole, for people copy it. */
    private static String row(String name, String verdict, List<String> times, String total, String checks) {
        String first = name.length() > NAME_WIDTH ? name + "\n" + " ".repeat(NAME_WIDTH) : name;
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%-" + NAME_WIDTH + "s %-9s", first, verdict));
        times.forEach(time -> row.append(String.format(Locale.ROOT, "%11s", time)));
        return row.append(String.format(Locale.ROOT, "%10s%8s", total, checks))
                        .toString()
                        .stripTrailing()
                + "\n";
    }

    private static String verdict(CellRecord cell) {
        return switch (cell.state()) {
            case PASSED -> "passed";
            case FAILED -> "FAILED";
            case FLAKY -> "flaky";
            case EXPECTED_FAILURE -> "expected";
            case NOT_RUN -> "not run";
        };
    }

    private static String reason(CellRecord cell, Path report) {
        String where = cell.state() == CellState.NOT_RUN ? "" : "  see " + report.resolve(cell.folder()) + "\n";
        String words = cell.state() == CellState.FAILED
                ? LastWords.of(report.resolve(cell.folder()).resolve(Boot.SERIAL_LOG))
                : "";
        return "\n" + Wrapped.lines(cell.name() + ": " + cell.verdict().reason()) + words + where;
    }

    private static String summary(RunRecord run) {
        long good = run.count(CellState.PASSED) + run.count(CellState.EXPECTED_FAILURE);
        long expected = run.count(CellState.EXPECTED_FAILURE);
        String others = Stream.of(CellState.FAILED, CellState.FLAKY, CellState.NOT_RUN)
                .filter(state -> run.count(state) > 0)
                .map(state -> ", " + run.count(state) + " " + state.label())
                .collect(Collectors.joining());
        String how = expected == 0 ? "" : " (" + expected + " of them by failing as expected)";
        return good + " of " + run.cells().size() + " cells passed" + how + others;
    }

    private static Optional<Duration> reached(CellRecord cell, String name) {
        return cell.timeline().stream()
                .filter(landmark -> landmark.name().equals(name))
                .map(LandmarkRecord::at)
                .findFirst();
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
}
