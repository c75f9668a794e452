package htg.testvm.cli;

import htg.common.DataSize;
import htg.common.ExitCode;
import htg.common.HtgException;
import htg.testvm.check.BuiltInCheck;
import htg.testvm.check.Check;
import htg.testvm.matrix.CellFilter;
import htg.testvm.matrix.MatrixReader;
import htg.testvm.matrix.MatrixSpec;
import htg.testvm.matrix.Selection;
import htg.testvm.matrix.Shard;
import htg.testvm.run.PlannedCell;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that choose cells and what is asked of them. */
final class CellOptions {
    @Option(
            names = "--matrix",
            paramLabel = "FILE",
            description =
                    "default, smoke, faults, power-cut, or a YAML file of your own (default: default; power-cut with"
                            + " --power-cut).")
    private @Nullable String matrix;

    @Option(names = "--full", description = "Every possible combination, not only every pair of values.")
    private boolean full;

    @Option(
            names = "--only",
            paramLabel = "GLOB",
            description = "Only the cells that match, for example 'bios/*usb*'; without wildcards, any possible cell."
                    + " May be repeated.")
    private List<String> only = List.of();

    @Option(names = "--exclude", paramLabel = "GLOB", description = "Not the cells that match. May be repeated.")
    private List<String> exclude = List.of();

    @Option(
            names = "--skip",
            paramLabel = "CHECK",
            converter = Converters.OfCheck.class,
            description = "Leave this in-guest check out; may be repeated.")
    private Set<BuiltInCheck> skipped = Set.of();

    @Option(
            names = "--shard",
            paramLabel = "I/N",
            description = "Only the I-th of N parts, which together are the whole and take about the same time.")
    private @Nullable String shard;

    /** The matrix, wherever it comes from. */
    MatrixSpec matrix(String usual) {
        String name = matrix == null ? usual : matrix;
        MatrixSpec spec =
                MatrixReader.BUILT_IN.contains(name) ? MatrixReader.builtIn(name) : MatrixReader.read(Path.of(name));
        return full ? spec.with(Selection.ALL) : spec;
    }

    /** The chosen cells of a matrix, each with this memory if one was given. */
    List<PlannedCell> cells(MatrixSpec spec, Optional<DataSize> memory, Map<String, Duration> recorded) {
        List<PlannedCell> chosen = new CellFilter(only, exclude)
                .select(spec).stream()
                        .map(planned -> withMemory(spec, planned, memory))
                        .distinct()
                        .toList();
        return part().select(chosen, recorded);
    }

    /**
     * One cell of that name, in the matrix or not.
     *
     * @throws HtgException {@link ExitCode#USAGE} when there can be no such cell, or the name fits several
     */
    PlannedCell cell(MatrixSpec spec, String name, Optional<DataSize> memory) {
        List<PlannedCell> fitting = new CellFilter(List.of(name), List.of()).select(spec);
        if (fitting.size() != 1) {
            throw new HtgException(
                    ExitCode.USAGE,
                    "'" + name + "' fits " + fitting.size() + " cells, and only one can be looked into",
                    "Name one of them, for example " + fitting.get(0).cell() + ".");
        }
        return withMemory(spec, fitting.get(0), memory);
    }

    List<Check> checks(MatrixSpec spec) {
        return spec.checks().stream()
                .filter(check ->
                        skipped.stream().noneMatch(one -> one.toString().equals(check.name())))
                .toList();
    }

    private static PlannedCell withMemory(MatrixSpec spec, PlannedCell planned, Optional<DataSize> memory) {
        return memory.map(size -> spec.planned(planned.cell().withMemory(size))).orElse(planned);
    }

    Optional<String> shard() {
        return Optional.ofNullable(shard);
    }

    private Shard part() {
        return shard == null ? Shard.WHOLE : Shard.parse(shard);
    }

    /** For people: which cells were asked for. */
    String words(String usual) {
        return (matrix == null ? usual : matrix) + (full ? ", full" : "");
    }
}
