package htg.testvm.run;

import static org.assertj.core.api.Assertions.assertThat;

import htg.testvm.boot.BootPlan;
import htg.testvm.cell.Cell;
import htg.testvm.machine.Accelerator;
import htg.testvm.qemu.StickImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunSettingsTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void aBiosWhoseReadsAreTimedIsTranslatedWhateverTheHostCanDo() throws Exception {
        RunSettings settings = new RunSettings(
                StickImage.at(Files.write(folder.resolve("stick.img"), new byte[512])),
                new Goal.Landmarks(BootPlan.stick(), List.of()),
                folder.resolve("report"),
                CellConditions.USUAL,
                Accelerator.KVM,
                Optional.empty(),
                Optional.empty());
        assertThat(List.of("bios/usb-ehci/slow@usb1", "bios/usb-ehci", "uefi/usb-ehci/slow@usb1"))
                .extracting(cell -> settings.accelerator(Cell.parse(cell)))
                .containsExactly(Accelerator.TCG, Accelerator.KVM, Accelerator.KVM);
    }
}
