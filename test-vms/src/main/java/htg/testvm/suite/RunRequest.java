package htg.testvm.suite;

import htg.testvm.qemu.AcceleratorChoice;
import htg.testvm.qemu.StickImage;
import htg.testvm.run.CellConditions;
import htg.testvm.run.Goal;
import htg.testvm.run.PlannedCell;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What to run, and how.
 *
 * @param cells in the order in which they start
 * @param kernelArguments appended where QEMU starts the kernel itself; may be empty
 * @param jobs cells at the same time; as many as the host is good for if empty
 * @param writeLog where cells with the fault {@code writes@N} begin; if empty, a log is recorded for each machine
 */
public record RunRequest(
        StickImage image,
        List<PlannedCell> cells,
        Goal goal,
        Path report,
        CellConditions conditions,
        AcceleratorChoice accelerator,
        String kernelArguments,
        OptionalInt jobs,
        Optional<Path> writeLog) {
    public RunRequest {
        cells = List.copyOf(cells);
        report = report.toAbsolutePath().normalize();
        writeLog = writeLog.map(log -> log.toAbsolutePath().normalize());
    }

    /** With everything as it usually is. */
    public static RunRequest of(StickImage image, List<PlannedCell> cells, Goal goal, Path report) {
        return new RunRequest(
                image,
                cells,
                goal,
                report,
                CellConditions.USUAL,
                AcceleratorChoice.AUTO,
                "",
                OptionalInt.empty(),
                Optional.empty());
    }

    /** The same on another image, which has to be booted before its writes are known, into another report. */
    public RunRequest on(StickImage newImage, Path newReport) {
        return new RunRequest(
                newImage, cells, goal, newReport, conditions, accelerator, kernelArguments, jobs, Optional.empty());
    }

    public RunRequest withCells(List<PlannedCell> value) {
        return new RunRequest(image, value, goal, report, conditions, accelerator, kernelArguments, jobs, writeLog);
    }

    public RunRequest withConditions(CellConditions value) {
        return new RunRequest(image, cells, goal, report, value, accelerator, kernelArguments, jobs, writeLog);
    }

    public RunRequest withAccelerator(AcceleratorChoice value) {
        return new RunRequest(image, cells, goal, report, conditions, value, kernelArguments, jobs, writeLog);
    }

    public RunRequest withKernelArguments(String value) {
        return new RunRequest(image, cells, goal, report, conditions, accelerator, value, jobs, writeLog);
    }

    public RunRequest withJobs(int value) {
        return new RunRequest(
                image, cells, goal, report, conditions, accelerator, kernelArguments, OptionalInt.of(value), writeLog);
    }

    /** The same with the writes of a boot that are known already. */
    public RunRequest withWriteLog(Path value) {
        return new RunRequest(
                image, cells, goal, report, conditions, accelerator, kernelArguments, jobs, Optional.of(value));
    }
}
