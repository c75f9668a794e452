package htg.testvm.run;

import htg.testvm.cell.Cell;
import htg.testvm.check.BuiltInCheck;
import htg.testvm.check.Check;
import htg.testvm.fault.Surrounding;
import htg.testvm.machine.Accelerator;
import htg.testvm.machine.DirectKernel;
import htg.testvm.machine.Firmware;
import htg.testvm.machine.Machine;
import htg.testvm.qemu.StickImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What all cells of a run have in common.
 *
 * @param kernel what {@link htg.testvm.machine.Firmware#DIRECT} starts
 * @param report folder with a subfolder for each cell
 * @param writeLog where cells with the fault {@code writes@N} begin; if empty, in the log of each one's own machine
 */
public record RunSettings(
        StickImage image,
        Goal goal,
        Path report,
        CellConditions conditions,
        Accelerator accelerator,
        Optional<DirectKernel> kernel,
        Optional<Path> writeLog) {
    private static final String RECORDINGS = "writes";
    private static final String WRITE_LOG = "writes.log";

    public RunSettings {
        report = report.toAbsolutePath().normalize();
    }

    Machine machine(Cell cell) {
        Accelerator own = accelerator(cell);
        Machine machine = Machine.of(cell.firmware(), cell.bus(), own)
                .withSlot(cell.where())
                .withSectors(cell.sectors())
                .withMemory(cell.memory())
                .withCpus(conditions.cpus().orElse(own.usualCpus()));
        return cell.fault().on(machine);
    }

    /**
     * What runs this cell. Where a BIOS' reads are timed it is always the translator: with KVM, real-mode code is emulated on
     * some hosts, and a hundred times slower.
     */
    Accelerator accelerator(Cell cell) {
        boolean timed =
                cell.firmware() == Firmware.BIOS && cell.fault().latency().isPresent();
        return timed ? Accelerator.TCG : accelerator;
    }

    /** What runs in the guest of this cell: a check of what a fault takes away proves nothing. */
    List<Check> checks(PlannedCell planned) {
        boolean offline = planned.cell().fault() == Surrounding.NO_NETWORK;
        return goal instanceof Goal.Landmarks landmarks
                ? landmarks.checks().stream()
                        .filter(check -> check.appliesTo(planned.cell().firmware()))
                        .filter(check -> !offline || !check.name().equals(BuiltInCheck.NETWORK_DHCP.toString()))
                        .map(check ->
                                planned.expected().usesNeighbour() ? BuiltInCheck.onStickOrNeighbour(check) : check)
                        .toList()
                : List.of();
    }

    Path folder(Cell cell) {
        return report.resolve(cell.folderName());
    }

    /** Where the writes of a boot of this cell's machine, without its fault, are recorded. */
    Path recordingFolder(Cell cell) {
        return report.resolve(RECORDINGS)
                .resolve(cell.withFault(Surrounding.NONE).folderName());
    }

    /** The log that the fault {@code writes@N} of this cell counts in. */
    public Path writeLog(Cell cell) {
        return writeLog.orElseGet(() -> recordedLog(cell));
    }

    /** The log that is recorded of this cell's machine. */
    public Path recordedLog(Cell cell) {
        return recordingFolder(cell).resolve(WRITE_LOG);
    }
}
