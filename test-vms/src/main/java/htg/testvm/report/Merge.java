package htg.testvm.report;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.testvm.report.model.CellRecord;
import htg.testvm.report.model.ImageRecord;
import htg.testvm.report.model.RunRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes one report of several: of the shards of a matrix, say, that different machines have run. */
public final class Merge {
    private Merge() {}

    /**
     * Reads the runs in these report folders as one, its times those of the longest.
     *
     * @throws HtgException {@link ExitCode#USAGE} when they tested different images, or have a cell in common
     */
    public static RunRecord of(List<Path> reportFolders) {
        if (reportFolders.isEmpty()) {
            throw new HtgException(ExitCode.USAGE, "There is nothing to merge", "Name at least one report folder.");
        }
        List<RunRecord> runs = reportFolders.stream().map(ResultsJson::read).toList();
        requireOneImage(reportFolders, runs);
        requireDistinctCells(reportFolders, runs);
        return merged(runs);
    }

    /**
     * The same, and brings the cells' folders over into {@code report}, where a cell's folder that is already there is
     * replaced. The report's own files are left to {@link Report#write}.
     */
    public static RunRecord into(Path report, List<Path> reportFolders) {
        RunRecord merged = of(reportFolders);
        for (Path source : reportFolders) {
            for (CellRecord cell : ResultsJson.read(source).cells()) {
                CellFolder.bring(source, cell.folder(), report);
            }
        }
        return merged;
    }

    private static void requireOneImage(List<Path> folders, List<RunRecord> runs) {
        for (int one = 0; one < runs.size(); one++) {
            for (int other = 0; other < one; other++) {
                if (!runs.get(one).image().mayEqual(runs.get(other).image())) {
                    throw new HtgException(
                            ExitCode.USAGE,
                            folders.get(other) + " and " + folders.get(one) + " are about different images: "
                                    + runs.get(other).image().identity() + " and "
                                    + runs.get(one).image().identity(),
                            "Merge what was run on the same image.");
                }
            }
        }
    }

    private static void requireDistinctCells(List<Path> folders, List<RunRecord> runs) {
        Map<String, Path> seen = new HashMap<>();
        for (int i = 0; i < runs.size(); i++) {
            for (CellRecord cell : runs.get(i).cells()) {
                Path folder = folders.get(i);
                requireNew(seen.put("cell " + cell.name(), folder), cell, folder);
                requireNew(seen.put("folder " + cell.folder(), folder), cell, folder);
            }
        }
    }

    private static void requireNew(@Nullable Path other, CellRecord cell, Path folder) {
        if (other != null) {
            throw new HtgException(
                    ExitCode.USAGE,
                    "Cell " + cell.name() + " is both in " + other + " and in " + folder,
                    "Merge each shard once.");
        }
    }

    private static RunRecord merged(List<RunRecord> runs) {
        return new RunRecord(
                distinct(runs, RunRecord::version),
                image(runs),
                distinct(runs, RunRecord::accelerator),
                distinct(runs, RunRecord::matrix) + Shards.missing(runs),
                Optional.empty(),
                runs.stream()
                        .map(RunRecord::started)
                        .min(Comparator.naturalOrder())
                        .orElse(Instant.EPOCH),
                runs.stream()
                        .map(RunRecord::elapsed)
                        .max(Comparator.naturalOrder())
                        .orElse(Duration.ZERO),
                cells(runs));
    }

    private static ImageRecord image(List<RunRecord> runs) {
        return runs.stream()
                .map(RunRecord::image)
                .filter(image -> image.sha256().isPresent())
                .findFirst()
                .orElse(runs.get(0).image());
    }

    private static List<CellRecord> cells(List<RunRecord> runs) {
        List<CellRecord> cells = new ArrayList<>();
        runs.forEach(run -> cells.addAll(run.cells()));
        return cells;
    }

    private static String distinct(List<RunRecord> runs, Function<RunRecord, String> property) {
        return runs.stream().map(property).distinct().collect(Collectors.joining(", "));
    }
}
