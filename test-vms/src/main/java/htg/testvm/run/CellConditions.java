package htg.testvm.run;

import htg.common.DataSize;
import htg.testvm.machine.FirmwareFiles;
import htg.testvm.qemu.StickImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How each cell of a run is treated.
 *
 * @param cpus processors of each machine; as many as the accelerator is good for if empty
 * @param growth how much larger than the image the medium is, as sticks are
 * @param limit for one cell, from power-on
 * @param firmwareFolder where OVMF is
 * @param retries how often a cell that failed is tried again
 * @param mirror the second stick of a mirrored pool, of which the image under test is the first
 * @param requestLog whether each read of the stick is logged
 * @param keepOverlays whether the disks of a cell that failed stay in its folder
 */
public record CellConditions(
        OptionalInt cpus,
        DataSize growth,
        Duration limit,
        Path firmwareFolder,
        int retries,
        boolean keepOverlays,
        Optional<StickImage> mirror,
        boolean requestLog) {
    /** What holds unless somebody asks for something else. */
    public static final CellConditions USUAL = new CellConditions(
            OptionalInt.empty(),
            DataSize.ofGibibytes(1),
            Duration.ofMinutes(20),
            FirmwareFiles.DEBIAN_FOLDER,
            0,
            false,
            Optional.empty(),
            false);

    public CellConditions withCpus(OptionalInt value) {
        return new CellConditions(value, growth, limit, firmwareFolder, retries, keepOverlays, mirror, requestLog);
    }

    public CellConditions withGrowth(DataSize value) {
        return new CellConditions(cpus, value, limit, firmwareFolder, retries, keepOverlays, mirror, requestLog);
    }

    public CellConditions withLimit(Duration value) {
        return new CellConditions(cpus, growth, value, firmwareFolder, retries, keepOverlays, mirror, requestLog);
    }

    public CellConditions withFirmwareFolder(Path value) {
        return new CellConditions(cpus, growth, limit, value, retries, keepOverlays, mirror, requestLog);
    }

    public CellConditions withRetries(int value) {
        return new CellConditions(cpus, growth, limit, firmwareFolder, value, keepOverlays, mirror, requestLog);
    }

    public CellConditions keepingOverlays(boolean value) {
        return new CellConditions(cpus, growth, limit, firmwareFolder, retries, value, mirror, requestLog);
    }

    public CellConditions withMirror(Optional<StickImage> value) {
        return new CellConditions(cpus, growth, limit, firmwareFolder, retries, keepOverlays, value, requestLog);
    }

    public CellConditions loggingRequests(boolean value) {
        return new CellConditions(cpus, growth, limit, firmwareFolder, retries, keepOverlays, mirror, value);
    }
}
