package htg.testvm.bisect;

import static org.assertj.core.api.Assertions.assertThat;

import htg.testvm.boot.BootPlan;
import htg.testvm.boot.Expectation;
import htg.testvm.machine.Firmware;
import htg.testvm.stick.Component;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SuspectsTest {
    @Test
    void whateverTheStageNoComponentIsForgotten() {
        Stream<String> stages = Stream.concat(
                BootPlan.stick().expectations().stream().map(Expectation::landmark), Stream.of("screen", "nested-kvm"));
        assertThat(stages)
                .allSatisfy(
                        stage -> assertThat(Suspects.inOrderFor(stage)).containsExactlyInAnyOrder(Component.values()));
    }

    @Test
    void aMachineReadsItsOwnLoadersOnly() {
        assertThat(Suspects.readBy(Firmware.BIOS)).contains(Component.BOOT_CODE).doesNotContain(Component.EFI_LOADERS);
        assertThat(Suspects.readBy(Firmware.UEFI_SECURE_BOOT))
                .contains(Component.EFI_LOADERS)
                .doesNotContain(Component.BOOT_CODE);
        assertThat(Suspects.readBy(Firmware.DIRECT))
                .containsExactlyInAnyOrder(Component.MENU, Component.KERNEL, Component.RAMDISK, Component.ROOT_POOL);
    }
}
