package htg.testvm.suite;

import htg.common.DataSize;
import htg.testvm.machine.FirmwareFiles;
import htg.testvm.qemu.AcceleratorChoice;
import htg.testvm.qemu.StickImage;
import htg.testvm.run.Goal;
import htg.testvm.run.PlannedCell;
import htg.testvm.run.RunSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What to run, and how.
 *
 * @param cells in the order in which they start
 * @param kernelArguments appended where QEMU starts the kernel itself; may be empty
 * @param cpus processors of each machine; as many as the accelerator is good for if empty
 * @param growth how much larger than the image the medium is
 * @param limit for one cell, from power-on
 * @param jobs cells at the same time; as many as the host is good for if empty
 * @param firmwareFolder where OVMF is
 * @param writeLog where cells with the fault {@code writes@N} begin; if empty, a log is recorded for each machine
 */
public record RunRequest(
        StickImage image,
        List<PlannedCell> cells,
        Goal goal,
        String kernelArguments,
        AcceleratorChoice accelerator,
        OptionalInt cpus,
        DataSize growth,
        Duration limit,
        OptionalInt jobs,
        Path firmwareFolder,
        Path report,
        int retries,
        boolean keepOverlays,
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
                "",
                AcceleratorChoice.AUTO,
                OptionalInt.empty(),
                DataSize.ofGibibytes(1),
                RunSettings.DEFAULT_LIMIT,
                OptionalInt.empty(),
                FirmwareFiles.DEBIAN_FOLDER,
                report,
                0,
                false,
                Optional.empty());
    }

    /** The same on another image, which has to be booted before its writes are known, into another report. */
    public RunRequest on(StickImage newImage, Path newReport) {
        return new RunRequest(
                newImage,
                cells,
                goal,
                kernelArguments,
                accelerator,
                cpus,
                growth,
                limit,
                jobs,
                firmwareFolder,
                newReport,
                retries,
                keepOverlays,
                Optional.empty());
    }

    /** The same with other cells. */
    public RunRequest withCells(List<PlannedCell> newCells) {
        return new RunRequest(
                image,
                newCells,
                goal,
                kernelArguments,
                accelerator,
                cpus,
                growth,
                limit,
                jobs,
                firmwareFolder,
                report,
                retries,
                keepOverlays,
                writeLog);
    }

    /** The same with the writes of a boot that are known already. */
    public RunRequest withWriteLog(Path newLog) {
        return new RunRequest(
                image,
                cells,
                goal,
                kernelArguments,
                accelerator,
                cpus,
                growth,
                limit,
                jobs,
                firmwareFolder,
                report,
                retries,
                keepOverlays,
                Optional.of(newLog));
    }
}
