package htg.testvm.suite;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.event.Event;
import htg.common.event.EventSink;
import htg.common.process.FileDigest;
import htg.testvm.cell.Cell;
import htg.testvm.fault.Surrounding;
import htg.testvm.run.CellResult;
import htg.testvm.run.CellRunner;
import htg.testvm.run.PlannedCell;
import htg.testvm.run.PreparedCell;
import htg.testvm.run.RunSettings;
import htg.testvm.run.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Boots sound sticks to record the writes that cells with the fault {@code writes@N} begin with. */
final class WriteRecorder {
    private static final String STEP = "write-log";

    private final RunSettings settings;
    private final CellRunner runner;
    private final FileDigest digest;
    private final EventSink events;

    WriteRecorder(RunSettings settings, CellRunner runner, FileDigest digest, EventSink events) {
        this.settings = settings;
        this.runner = runner;
        this.digest = digest;
        this.events = events;
    }

    /**
     * Records once for each machine in which such a cell is to run, unless a log was given.
     *
     * @throws HtgException when a cell's cut is behind the end of its log
     */
    void provide(List<PlannedCell> cells) {
        Map<Cell, RecordedWrites> known = new HashMap<>();
        for (PlannedCell planned : cells) {
            Cell cell = planned.cell();
            if (cell.fault().loggedRequests().isPresent()) {
                known.computeIfAbsent(cell.withFault(Surrounding.NONE), sound -> writes(planned))
                        .requireFor(cell);
            }
        }
    }

    /** The writes of the cell's machine: those given, or recorded now. */
    RecordedWrites writes(PlannedCell cell) {
        return settings.writeLog().map(RecordedWrites::new).orElseGet(() -> record(cell));
    }

    private RecordedWrites record(PlannedCell planned) {
        PreparedCell sound = PreparedCell.recording(settings, planned);
        events.emit(new Event.StepStarted(STEP, "logs every write of a boot of " + sound.cell()));
        CellResult result = runner.run(sound);
        runner.trouble().ifPresent(trouble -> {
            throw trouble;
        });
        if (result.verdict() instanceof Verdict.Failed failed) {
            events.emit(new Event.StepFailed(STEP, result.elapsed()));
            throw new HtgException(
                    ExitCode.FAILED,
                    "No power cut can be tried, as " + sound.cell() + " does not boot: " + failed.reason(),
                    "Look into " + result.folder() + ".");
        }
        RecordedWrites writes = new RecordedWrites(settings.recordedLog(planned.cell()));
        writes.sign(settings.image(), digest);
        String found = writes.requests() + " requests, " + writes.flushes() + " of them flushes";
        events.emit(new Event.StepFinished(STEP, result.elapsed(), found));
        return writes;
    }
}
