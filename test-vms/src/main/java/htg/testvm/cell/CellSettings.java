package htg.testvm.cell;

import htg.common.DataSize;
import htg.testvm.boot.BootPlan;
import htg.testvm.check.BuiltInCheck;
import htg.testvm.check.Check;
import htg.testvm.machine.Accelerator;
import htg.testvm.machine.Firmware;
import htg.testvm.machine.Machine;
import htg.testvm.qemu.StickImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What all cells of a run have in common.
 *
 * @param cpus processors of each machine
 * @param growth how much larger than the image the medium is, as sticks are
 * @param limit for one cell, from power-on
 * @param skipped checks that do not run
 * @param firmwareFolder where OVMF is
 * @param report folder with a subfolder for each cell
 */
public record CellSettings(
        StickImage image,
        Accelerator accelerator,
        DataSize memory,
        int cpus,
        DataSize growth,
        Duration limit,
        BootPlan plan,
        Set<BuiltInCheck> skipped,
        Path firmwareFolder,
        Path report) {
    /** The default of {@link #limit}. */
    public static final Duration DEFAULT_LIMIT = Duration.ofMinutes(20);

    public CellSettings {
        skipped = Set.copyOf(skipped);
        report = report.toAbsolutePath().normalize();
    }

    Machine machine(Cell cell) {
        return Machine.of(cell.firmware(), cell.bus(), accelerator)
                .withMemory(memory)
                .withCpus(cpus);
    }

    DataSize mediumSize(Cell cell) {
        return cell.bus().mediumSize(new DataSize(image.size().bytes() + growth.bytes()));
    }

    List<Check> checks(Firmware firmware) {
        return Stream.of(BuiltInCheck.values())
                .filter(check -> check.appliesTo(firmware) && !skipped.contains(check))
                .map(BuiltInCheck::check)
                .toList();
    }

    Path folder(Cell cell) {
        return report.resolve(cell.folderName());
    }
}
