package htg.testvm.report.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is different from an earlier run. Cells are named; one that was not run counts as not being there. Times are only
 * compared between good verdicts on the same accelerator.
 *
 * @param before the earlier run without its cells
 * @param newFailures failed now, and did not before
 * @param fixed failed before, and do not now
 * @param newCells were not there before
 * @param vanished are not there any more
 * @param slower took over 20 % and over 2 s longer, the worst first
 * @param faster the opposite
 */
public record Comparison(
        RunRecord before,
        List<String> newFailures,
        List<String> fixed,
        List<String> stillFailing,
        List<String> newCells,
        List<String> vanished,
        List<Pace> slower,
        List<Pace> faster) {
    public Comparison {
        newFailures = List.copyOf(newFailures);
        fixed = List.copyOf(fixed);
        stillFailing = List.copyOf(stillFailing);
        newCells = List.copyOf(newCells);
        vanished = List.copyOf(vanished);
        slower = List.copyOf(slower);
        faster = List.copyOf(faster);
    }

    /** Compares two runs. */
    public static Comparison of(RunRecord before, RunRecord now) {
        Map<String, CellRecord> old = ran(before);
        Map<String, CellRecord> current = ran(now);
        List<Pair> pairs = pairs(old, current);
        List<Pace> paces = before.accelerator().equals(now.accelerator()) ? paces(pairs) : List.of();
        return new Comparison(
                withoutCells(before),
                failing(pairs, false, true),
                failing(pairs, true, false),
                failing(pairs, true, true),
                only(current, old),
                only(old, current),
                paces.stream().filter(Pace::slower).toList(),
                paces.stream().filter(pace -> !pace.slower()).toList());
    }

    /** Whether nothing is different, not even a time. */
    public boolean same() {
        return newFailures.isEmpty()
                && fixed.isEmpty()
                && newCells.isEmpty()
                && vanished.isEmpty()
                && slower.isEmpty()
                && faster.isEmpty();
    }

    /** One cell's change of pace, if any. */
    public Optional<Pace> pace(String cell) {
        List<Pace> both = new ArrayList<>(slower);
        both.addAll(faster);
        return both.stream().filter(pace -> pace.cell().equals(cell)).findFirst();
    }

    private record Pair(CellRecord before, CellRecord now) {}

    private static List<Pair> pairs(Map<String, CellRecord> old, Map<String, CellRecord> current) {
        return current.values().stream()
                .flatMap(cell -> Stream.ofNullable(old.get(cell.name())).map(before -> new Pair(before, cell)))
                .toList();
    }

    private static Map<String, CellRecord> ran(RunRecord run) {
        return run.cells().stream()
                .filter(cell -> cell.state() != CellState.NOT_RUN)
                .collect(Collectors.toMap(
                        CellRecord::name, Function.identity(), (one, other) -> one, java.util.LinkedHashMap::new));
    }

    private static List<String> failing(List<Pair> pairs, boolean then, boolean now) {
        return pairs.stream()
                .filter(pair -> failed(pair.before()) == then && failed(pair.now()) == now)
                .map(pair -> pair.now().name())
                .toList();
    }

    private static boolean failed(CellRecord cell) {
        return cell.state() == CellState.FAILED;
    }

    private static List<String> only(Map<String, CellRecord> here, Map<String, CellRecord> there) {
        return here.keySet().stream().filter(name -> !there.containsKey(name)).toList();
    }

    private static List<Pace> paces(List<Pair> pairs) {
        return pairs.stream()
                .filter(pair -> !failed(pair.before()) && !failed(pair.now()))
                .flatMap(pair -> Pace.of(pair.before(), pair.now()).stream())
                .sorted(Comparator.comparing((Pace pace) -> pace.change().abs()).reversed())
                .toList();
    }

    private static RunRecord withoutCells(RunRecord run) {
        return new RunRecord(
                run.version(),
                run.image(),
                run.accelerator(),
                run.matrix(),
                run.shard(),
                run.started(),
                run.elapsed(),
                List.of());
    }
}
