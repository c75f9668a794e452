package htg.testvm.suite;

import htg.common.process.Command;
import htg.testvm.cell.Cell;
import htg.testvm.report.CellRecords;
import htg.testvm.report.model.ImageRecord;
import htg.testvm.report.model.RunRecord;
import htg.testvm.run.CellResult;
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
    public Recorder {
        again = List.copyOf(again);
    }

    /** The run that began at {@code started} and ends now. */
    public RunRecord record(RunRequest request, Suite suite, Instant started, List<CellResult> results) {
        return new RunRecord(
                version,
                new ImageRecord(
                        request.image().path().toString(),
                        request.image().size().bytes(),
                        Optional.empty()),
                suite.accelerator().toString(),
                matrix,
                shard,
                started,
                Duration.between(started, Instant.now()),
                results.stream()
                        .map(result -> CellRecords.of(result, request.report(), command(result.cell())))
                        .toList());
    }

    /** The line that runs this cell again. */
    public String command(Cell cell) {
        return Command.of(again).with("--only", cell.toString()).replayLine();
    }
}
