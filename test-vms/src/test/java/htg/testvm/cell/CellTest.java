package htg.testvm.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import htg.testvm.fault.Reaction;
import htg.testvm.fault.Reaction.Action;
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
                "uefi-sb/usb-xhci/hub/1536M/foreign-pool/truncated@pool:100M",
                "bios/usb-uhci/power-cut@switch-ok",
                "direct/virtio-scsi/late/4k/read-only"
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
                .hasToString(
                        "{firmware=uefi, bus=nvme, where=port, sectors=512, memory=512M, mirror=both, neighbour=twin, fault=none}");
    }

    @Test
    void hasAFolderThatEveryFileSystemTakes() {
        assertThat(Cell.parse("direct/virtio-blk/eio@pool:64K+8K").folderName())
                .isEqualTo("direct-virtio-blk-eio-pool-64K-8K");
    }

    @ParameterizedTest
    @CsvSource({
        "uefi/sdhci, no driver",
        "bios/nvme/4k, a BIOS reads sectors of 512 bytes",
        "direct/ahci/4k, 512-byte sectors",
        "bios/usb-xhci/late, which therefore is there",
        "direct/nvme/late, neither plugged nor pulled",
        "direct/usb-ehci/hub, the speed of USB 1",
        "direct/usb-uas/hub, the speed of USB 1",
        "bios/nvme/hub, only USB has hubs",
        "direct/usb-xhci/late/replug, cannot be pulled before",
        "direct/usb-xhci/late/unplug@discover-start, cannot be pulled before",
        "direct/usb-xhci/unplug@grub-ok, neither firmware nor GRUB",
        "direct/nvme/power-cut@firmware-ok, neither firmware nor GRUB",
        "bios/sdhci/twin, before the other disk",
        "uefi/usb-xhci/hub/twin, before the other disk",
        "uefi-sb/ide, no parallel ATA"
    })
    void knowsWhyItIsImpossible(String name, String obstacle) {
        assertThat(Cell.parse(name).obstacle()).get().asString().contains(obstacle);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "direct/usb-xhci/late/unplug@discover-ok",
                "direct/usb-xhci/late/read-only",
                "direct/usb-ohci/late/power-cut@switch-ok",
                "direct/usb-xhci/hub/replug",
                "bios/usb-xhci/hub/twin",
                "uefi/usb-uhci/hub"
            })
    void aStickIsSomewhereAndHasAFaultAsWell(String name) {
        assertThat(Cell.parse(name).obstacle()).isEmpty();
    }

    @Test
    void aLateStickIsPluggedInBeforeAnythingElseIsDone() {
        assertThat(Cell.parse("direct/usb-xhci/late/unplug@import-ok").reactions())
                .containsExactly(new Reaction("discover start", Action.PLUG), new Reaction("import ok", Action.UNPLUG));
        assertThat(Cell.parse("direct/usb-xhci/hub").reactions()).isEmpty();
    }

    @Test
    void everyAxisNamesWhatItKnows() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Axis.BUS.set(Cell.USUAL, "floppy"))
                .withMessageContaining("'floppy' is no bus: choose from usb-xhci, ");
        assertThat(Axis.MEMORY.valueIn(Axis.MEMORY.set(Cell.USUAL, "1024M"))).isEqualTo("1G");
    }
}
