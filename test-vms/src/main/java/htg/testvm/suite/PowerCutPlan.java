package htg.testvm.suite;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.event.Event;
import htg.common.event.EventSink;
import htg.common.process.CommandRunner;
import htg.testvm.block.PowerCuts;
import htg.testvm.cell.Cell;
import htg.testvm.cell.Expected;
import htg.testvm.fault.Interruption.PowerCutAfter;
import htg.testvm.fault.Surrounding;
import htg.testvm.run.PlannedCell;
import java.time.Duration;
import java.util.List;

/**
 * Turns a suite into one that cuts the power: its first cell is booted with every write logged, and then its image is
 * expected to boot as it was after each chosen part of that log.
 */
public final class PowerCutPlan {
    private static final String STEP = "power-cuts";

    private PowerCutPlan() {}

    /**
     * The suite of the cuts; the same one where its cells name their cuts themselves.
     *
     * @throws HtgException when its first cell has something else that is wrong, does not boot, or writes nothing
     */
    public static Suite of(Suite suite, PowerCuts cuts, CommandRunner runner, EventSink events) {
        List<PlannedCell> cells = suite.request().cells();
        if (cells.stream().anyMatch(cell -> isCut(cell.cell()))) {
            return suite;
        }
        PlannedCell first = cells.get(0);
        requireSound(first);
        long start = System.nanoTime();
        RecordedWrites writes = suite.recorder(runner, events).writes(first);
        Duration once = Duration.ofNanos(System.nanoTime() - start);
        List<PlannedCell> chosen = cells(first, writes, cuts);
        boolean recorded = suite.request().writeLog().isEmpty();
        String duration = recorded ? about(once.multipliedBy(chosen.size()).dividedBy(suite.jobs())) : "";
        events.emit(new Event.StepNote(STEP, once, amount(chosen.size()) + duration));
        return suite.with(suite.request().withCells(chosen).withWriteLog(writes.log()));
    }

    private static List<PlannedCell> cells(PlannedCell first, RecordedWrites writes, PowerCuts cuts) {
        List<PlannedCell> chosen = writes.choose(cuts).stream()
                .map(requests -> new PlannedCell(first.cell().withFault(new PowerCutAfter(requests)), first.expected()))
                .toList();
        if (chosen.isEmpty()) {
            throw new HtgException(
                    ExitCode.FAILED,
                    "No power cut can be tried, as " + first.cell() + " writes nothing",
                    "Choose a goal beyond the first write: what a stick of htg writes, it writes after the switch.");
        }
        return chosen;
    }

    private static boolean isCut(Cell cell) {
        return cell.fault().loggedRequests().isPresent();
    }

    private static void requireSound(PlannedCell first) {
        Cell cell = first.cell();
        boolean sound = cell.fault().equals(Surrounding.NONE);
        if (!sound || first.expected() instanceof Expected.StopsAt) {
            String why = sound ? first.expected() + " by right" : "has a fault already";
            throw new HtgException(
                    ExitCode.USAGE,
                    "Power cuts cannot be tried in " + cell + ", the first cell that is chosen: it " + why,
                    "Choose one that boots, for example with --only " + Cell.of(cell.firmware(), cell.bus()) + ".");
        }
    }

    private static String amount(int cuts) {
        return cuts == 1 ? "1 cut, 1 boot" : cuts + " cuts, " + cuts + " boots";
    }

    private static String about(Duration all) {
        return all.toMinutes() == 0 ? ", less than a minute" : ", about " + all.toMinutes() + " minutes";
    }
}
