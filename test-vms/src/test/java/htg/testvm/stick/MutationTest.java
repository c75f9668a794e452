package htg.testvm.stick;

import static org.assertj.core.api.Assertions.assertThat;

import htg.testvm.machine.Bus;
import htg.testvm.machine.Firmware;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MutationTest {
    @Test
    void everyStageIsTheEndOfSomeMutation() {
        Set<Stage> ends = Arrays.stream(Firmware.values())
                .flatMap(firmware -> Mutation.all().map(one -> one.expected(firmware, Bus.USB_XHCI)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Stage.class)));
        assertThat(ends).containsExactlyInAnyOrder(Stage.values());
    }

    @Test
    void whatOnlyFirmwareAndGrubReadDoesNotShowWhenTheKernelIsStartedDirectly() {
        assertThat(Mutation.NO_CORE_IMAGE.expectedWithoutFirmware(Bus.VIRTIO_BLK))
                .isEqualTo(Stage.NOWHERE);
        assertThat(Mutation.NO_CHUNK_TREE.expectedWithoutFirmware(Bus.VIRTIO_BLK))
                .isEqualTo(Stage.IMPORT);
    }

    @Test
    void aMissingUsbDriverShowsOnUsbOnly() {
        assertThat(Mutation.RAMDISK_WITHOUT_USB_STORAGE.expected(Firmware.BIOS, Bus.USB_OHCI))
                .isEqualTo(Stage.DISCOVER);
        assertThat(Mutation.RAMDISK_WITHOUT_USB_STORAGE.expected(Firmware.BIOS, Bus.NVME))
                .isEqualTo(Stage.NOWHERE);
    }
}
