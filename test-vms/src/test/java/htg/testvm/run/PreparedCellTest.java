package htg.testvm.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.process.SystemCommandRunner;
import htg.testvm.boot.BootPlan;
import htg.testvm.cell.Cell;
import htg.testvm.cell.Expected;
import htg.testvm.machine.Accelerator;
import htg.testvm.qemu.StickImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedCellTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void blamesTheImageForWhatCannotBeReadOfIt() throws Exception {
        assertFailure("bios/virtio-blk/flipped@1G", folder.resolve("report"), ExitCode.FAILED)
                .startsWith("Cannot read what bios/virtio-blk/flipped@1G changes in " + folder.resolve("image") + ": ");
        assertThat(folder.resolve("report")).doesNotExist();
    }

    @Test
    void blamesTheReportForWhatCannotBeWrittenToIt() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        assertFailure("bios/virtio-blk/flipped@0", file.resolve("report"), ExitCode.ENVIRONMENT)
                .contains(file.toString());
    }

    private AbstractStringAssert<?> assertFailure(String cell, Path report, ExitCode code) throws Exception {
        RunSettings settings = new RunSettings(
                StickImage.at(Files.write(folder.resolve("image"), new byte[1 << 20])),
                new Goal.Landmarks(BootPlan.stick(), List.of()),
                report,
                CellConditions.USUAL,
                Accelerator.TCG,
                Optional.empty(),
                Optional.empty());
        PreparedCell prepared = PreparedCell.of(settings, new PlannedCell(Cell.parse(cell), new Expected.Boots()));
        HtgException failure = catchThrowableOfType(
                HtgException.class, () -> prepared.writeInjectedFiles(new SystemCommandRunner(command -> {})));
        assertThat(failure.code()).isEqualTo(code);
        return assertThat(failure.getMessage());
    }
}
