package htg.testvm.report;

import htg.testvm.cell.CellResult;
import htg.testvm.console.ConsoleEvent.Landmark;
import htg.testvm.console.TimedEvent;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A run as a table for people: a line for each cell, the reasons of failures below. */
public final class TextTable {
    private static final List<String> COLUMNS = List.of("kernel", "base", "multi-user", "power-off");

    private TextTable() {}

    public static String of(List<CellResult> results) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-20s %-7s", "cell", "verdict"));
        COLUMNS.forEach(column -> text.append(String.format(Locale.ROOT, "%12s", column)));
        text.append(String.format(Locale.ROOT, "%10s%n", "checks"));
        results.forEach(result -> text.append(line(result)));
        results.stream()
                .filter(result -> !result.verdict().passed())
                .forEach(result -> text.append(String.format(
                        Locale.ROOT,
                        "%n%s: %s%n  see %s%n",
                        result.cell(),
                        result.verdict().reason(),
                        result.folder())));
        long passed =
                results.stream().filter(result -> result.verdict().passed()).count();
        return text.append(String.format(Locale.ROOT, "%n%d of %d cells passed%n", passed, results.size()))
                .toString();
    }

    private static String line(CellResult result) {
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT, "%-20s %-7s", result.cell(), result.verdict().passed() ? "passed" : "FAILED"));
        for (String column : COLUMNS) {
            String time = reached(result, column)
                    .map(at -> String.format(Locale.ROOT, "%.1f s", at.toMillis() / 1000.0))
                    .orElse("-");
            line.append(String.format(Locale.ROOT, "%12s", time));
        }
        long good =
                result.checkResults().stream().filter(check -> check.passed()).count();
        return line.append(String.format(
                        Locale.ROOT, "%10s%n", good + "/" + result.checks().size()))
                .toString();
    }

    private static Optional<Duration> reached(CellResult result, String name) {
        return result.landmarks().stream()
                .filter(event -> event.event() instanceof Landmark landmark
                        && landmark.name().equals(name))
                .map(TimedEvent::at)
                .findFirst();
    }
}
