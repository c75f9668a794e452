package htg.testvm.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import htg.testvm.machine.Bus;
import htg.testvm.machine.Firmware;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CellTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "bios/usb-xhci",
                "uefi/nvme/512M/twin",
                "direct/virtio-blk/4k",
                "uefi-sb/usb-hub/1536M/foreign-pool/truncated@pool:100M",
                "bios/usb-uhci/power-cut@switch-ok"
            })
    void isCalledByItsFirmwareItsBusAndWhatIsNotAsUsual(String name) {
        assertThat(Cell.parse(name)).hasToString(name);
    }

    @Test
    void takesWordsInAnyOrderAndFillsInTheUsual() {
        assertThat(Cell.parse("twin/nvme/uefi")).hasToString("uefi/nvme/twin");
        assertThat(Cell.parse("nvme")).isEqualTo(Cell.of(Firmware.BIOS, Bus.NVME));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bios/", "bios/floppy", "bios/usb-xhci/512", "bios/nvme/256"})
    void hasNoWordsOfNoAxis(String name) {
        if (name.endsWith("512")) {
            assertThat(Cell.parse(name)).hasToString("bios/usb-xhci");
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> Cell.parse(name));
        }
    }

    @Test
    void saysItsValueOnEveryAxis() {
        assertThat(Cell.parse("uefi/nvme/512M/twin").values())
                .hasToString("{firmware=uefi, bus=nvme, sectors=512, memory=512M, neighbour=twin, fault=none}");
    }

    @Test
    void hasAFolderThatEveryFileSystemTakes() {
        assertThat(Cell.parse("direct/virtio-blk/eio@pool:64K+8K").folderName())
                .isEqualTo("direct-virtio-blk-eio-pool-64K-8K");
    }

    @ParameterizedTest
    @CsvSource({
        "uefi/sdhci, no driver",
        "bios/nvme/4k, no boot loader in other ones",
        "direct/ahci/4k, 512-byte sectors",
        "bios/usb-xhci/late, which therefore is there",
        "bios/sdhci/twin, before the other disk",
        "uefi-sb/ide, no parallel ATA"
    })
    void knowsWhyItIsImpossible(String name, String obstacle) {
        assertThat(Cell.parse(name).obstacle()).get().asString().contains(obstacle);
    }

    @Test
    void everyAxisNamesWhatItKnows() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Axis.BUS.set(Cell.USUAL, "floppy"))
                .withMessageContaining("'floppy' is no bus: choose from usb-xhci, ");
        assertThat(Axis.MEMORY.valueIn(Axis.MEMORY.set(Cell.USUAL, "1024M"))).isEqualTo("1G");
    }
}
