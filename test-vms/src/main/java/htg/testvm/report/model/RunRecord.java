package htg.testvm.report.model;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A test run: everything its report says.
 *
 * @param version of htg
 * @param accelerator what ran the machines, {@code kvm} or {@code tcg}
 * @param matrix which cells were asked for, for people
 * @param shard which part of the matrix this is, as {@code 2/5}; empty for all of it
 * @param elapsed wall time, with a precision of milliseconds as all times here
 */
public record RunRecord(
        String version,
        ImageRecord image,
        String accelerator,
        String matrix,
        Optional<String> shard,
        Instant started,
        Duration elapsed,
        List<CellRecord> cells) {
    private static final Pattern SHARD = Pattern.compile("[1-9]\\d{0,5}/[1-9]\\d{0,5}");

    public RunRecord {
        version = PlainText.line(version);
        accelerator = PlainText.line(accelerator);
        matrix = PlainText.line(matrix);
        started = started.truncatedTo(ChronoUnit.MILLIS);
        elapsed = Milliseconds.of(elapsed);
        cells = List.copyOf(cells);
        if (shard.filter(part -> !SHARD.matcher(part).matches()).isPresent()) {
            throw new IllegalArgumentException("no shard: " + PlainText.line(shard.get()));
        }
        requireDistinct(cells);
    }

    /** Whether every cell did what was expected of it, if need be at a later attempt. */
    public boolean passed() {
        return cells.stream().allMatch(cell -> cell.verdict().kind().good());
    }

    /** How many cells are in this state. */
    public long count(CellState state) {
        return cells.stream().filter(cell -> cell.state() == state).count();
    }

    public Optional<CellRecord> cell(String name) {
        return cells.stream().filter(cell -> cell.name().equals(name)).findFirst();
    }

    private static void requireDistinct(List<CellRecord> cells) {
        Set<String> names = new HashSet<>();
        Set<String> folders = new HashSet<>();
        for (CellRecord cell : cells) {
            if (!names.add(cell.name()) || !folders.add(cell.folder())) {
                throw new IllegalArgumentException("cell " + cell.name() + " is there twice");
            }
        }
    }
}
