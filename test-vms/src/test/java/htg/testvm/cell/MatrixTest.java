package htg.testvm.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.ExitCode;
import htg.common.HtgException;
import org.junit.jupiter.api.Test;

class MatrixTest {
    @Test
    void isEachFirmwareOnTwoBuses() {
        assertThat(Matrix.usual().cells())
                .extracting(Cell::toString)
                .containsExactly(
                        "bios/usb-xhci",
                        "bios/virtio-blk",
                        "uefi/usb-xhci",
                        "uefi/virtio-blk",
                        "uefi-sb/usb-xhci",
                        "uefi-sb/virtio-blk");
    }

    @Test
    void selectsAmongTheUsualCellsFirst() {
        assertThat(Matrix.matching("uefi*/usb-*").cells())
                .extracting(Cell::toString)
                .containsExactly("uefi/usb-xhci", "uefi-sb/usb-xhci");
    }

    @Test
    void findsUnusualCellsByTheirNames() {
        assertThat(Matrix.matching("bios/{ide,nvme}").cells())
                .extracting(Cell::toString)
                .containsExactly("bios/nvme", "bios/ide");
    }

    @Test
    void leavesOutWhatCannotStart() {
        assertThat(Matrix.all().cells())
                .extracting(Cell::toString)
                .contains("bios/usb-ohci")
                .doesNotContain("uefi/usb-ohci", "uefi-sb/ide");
    }

    @Test
    void listsWhatThereIsWhenNothingMatches() {
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> Matrix.matching("coreboot/*"))
                .withMessageContaining("coreboot/*")
                .satisfies(failure -> assertThat(failure.hint()).contains("bios/usb-xhci"))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ExitCode.USAGE));
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> Matrix.matching("bios/{"))
                .withMessageContaining("bios/{");
    }
}
