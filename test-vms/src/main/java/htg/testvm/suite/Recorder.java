package htg.testvm.suite;

import htg.common.process.Command;
import htg.testvm.cell.Cell;
import htg.testvm.report.CellRecords;
import htg.testvm.report.model.ImageRecord;
import htg.testvm.report.model.RunRecord;
import htg.testvm.run.CellResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Turns the results of a run into what its report says.
 *
 * @param version of htg
 * @param matrix which cells were asked for, for people
 * @param shard which part of the matrix this is, if it is not all
 * @param again the words that run the same thing again, without the choice of cells
 */
public record Recorder(String version, String matrix, Optional<String> shard, List<String> again) {
    /** The folder in a report for those of its cells that are run again. */
    private static final String AGAIN = "again";

    public Recorder {
        again = List.copyOf(again);
    }

    /**
     * The run that began at {@code started} and ends now.
     *
     * @param sha256 of the image
     */
    public RunRecord record(Suite suite, Instant started, List<CellResult> results, Optional<String> sha256) {
        RunRequest request = suite.request();
        return new RunRecord(
                version,
                new ImageRecord(
                        request.image().path().toString(),
                        request.image().size().bytes(),
                        sha256),
                suite.accelerator().toString(),
                matrix,
                shard,
                started,
                Duration.between(started, Instant.now()),
                results.stream()
                        .map(result -> CellRecords.of(
                                result,
                                request.report(),
                                repetition(result.cell(), request.report(), suite.writeLog(result.cell()))))
                        .toList());
    }

    /**
     * The line that runs this cell, in this folder.
     *
     * @param writeLog where it begins if it has the fault {@code writes@N}
     */
    public String command(Cell cell, Optional<Path> writeLog) {
        return choice(cell, writeLog).replayLine();
    }

    /**
     * The line that runs this cell once more, from any folder. Its report goes below this one, which it would replace: a run
     * is not lost for a look at one cell.
     */
    String repetition(Cell cell, Path report, Path writeLog) {
        Path here = Path.of("").toAbsolutePath();
        Path own = report.resolve(AGAIN);
        Path named = own.startsWith(here) ? here.relativize(own) : own;
        return choice(cell, Optional.of(writeLog))
                .with("--report", named.toString())
                .in(here)
                .replayLine();
    }

    private Command choice(Cell cell, Optional<Path> writeLog) {
        Command choice = Command.of(again).with("--only", cell.toString());
        return writeLog.filter(log -> cell.fault().loggedRequests().isPresent())
                .map(log -> choice.with("--write-log", log.toString()))
                .orElse(choice);
    }
}
