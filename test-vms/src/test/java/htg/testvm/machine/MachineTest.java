package htg.testvm.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.DataSize;
import htg.common.ExitCode;
import htg.common.HtgException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MachineTest {
    private static final Machine USUAL = Machine.of(Firmware.BIOS, Bus.USB_XHCI, Accelerator.TCG);

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "USB_UAS_XHCI")
    void aBiosBootsFromEveryBusButOne(Bus bus) {
        assertThat(Machine.of(Firmware.BIOS, bus, Accelerator.TCG).bus()).isEqualTo(bus);
    }

    @ParameterizedTest
    @CsvSource({
        "UEFI,USB_OHCI",
        "UEFI,USB_UAS",
        "BIOS,USB_UAS_XHCI",
        "UEFI_SECURE_BOOT,MEGASAS",
        "UEFI,SDHCI",
        "UEFI_SECURE_BOOT,IDE"
    })
    void refusesWhatNoFirmwareCanBootAndSaysWhy(Firmware firmware, Bus bus) {
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> Machine.of(firmware, bus, Accelerator.TCG))
                .withMessageContaining(firmware + " cannot boot from bus " + bus + ": ")
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ExitCode.USAGE));
    }

    @ParameterizedTest
    @CsvSource({"BIOS,NVME,HUB", "DIRECT,USB_EHCI,HUB", "BIOS,USB_XHCI,LATE", "DIRECT,AHCI,LATE"})
    void refusesSlotsThatTheBusHasNot(Firmware firmware, Bus bus, Slot slot) {
        Machine machine = Machine.of(firmware, bus, Accelerator.TCG);
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> machine.withSlot(slot))
                .withMessageContaining("the stick cannot be at '" + slot + "': ");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65})
    void refusesImpossibleProcessorCounts(int cpus) {
        assertThatExceptionOfType(HtgException.class).isThrownBy(() -> USUAL.withCpus(cpus));
    }

    @Test
    void refusesMemoryThatHoldsNoFirmware() {
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> USUAL.withMemory(DataSize.ofMebibytes(16)))
                .withMessageContaining("16.0 MiB");
    }

    @Test
    void refusesWhatIsNoPort() {
        assertThatExceptionOfType(HtgException.class).isThrownBy(() -> new Network.User(OptionalInt.of(70000)));
    }

    @Test
    void anSdCardIsAsLargeAsTheNextPowerOfTwo() {
        assertThat(Bus.SDHCI.mediumSize(DataSize.parse("3G"))).isEqualTo(DataSize.parse("4G"));
        assertThat(Bus.SDHCI.mediumSize(DataSize.parse("4G"))).isEqualTo(DataSize.parse("4G"));
        assertThat(Bus.NVME.mediumSize(DataSize.parse("3G"))).isEqualTo(DataSize.parse("3G"));
    }

    @Test
    void namesThePackageOfMissingFirmware(@TempDir Path folder) {
        assertThat(FirmwareFiles.find(Firmware.BIOS, folder)).isEmpty();
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> FirmwareFiles.find(Firmware.UEFI_SECURE_BOOT, folder))
                .withMessageContaining("OVMF_CODE_4M.ms.fd")
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ExitCode.ENVIRONMENT))
                .satisfies(failure -> assertThat(failure.hint()).contains("package ovmf"));
    }

    @Test
    void copiesTheVariableStoreSoThatTheTemplateStaysAsItIs(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("OVMF_CODE_4M.fd"), "code");
        Path template = Files.writeString(folder.resolve("OVMF_VARS_4M.fd"), "variables");
        FirmwareFiles files = FirmwareFiles.find(Firmware.UEFI, folder).orElseThrow();
        FirmwareFiles own = files.copiedTo(folder.resolve("own"));
        Files.writeString(own.variables(), "changed");
        assertThat(template).hasContent("variables");
        assertThat(own.code()).isEqualTo(files.code());
    }
}
