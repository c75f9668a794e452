package htg.miniroot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.HtgException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleSelectionTest {
    private final FakeKernel kernel;

    ModuleSelectionTest(@TempDir Path tree) {
        kernel = new FakeKernel(tree);
    }

    @Test
    void bringsWhatAModuleDependsOn() {
        kernel.module("usb-common").module("usbcore", "usb-common").module("usb-storage", "usbcore", "usb-common");
        assertThat(names(select(DriverRole.CORE, "usb-storage")))
                .containsExactly("usb_common", "usb_storage", "usbcore");
    }

    @Test
    void turnsASoftDependencyOnAModuleIntoAHardOne() {
        kernel.module("usbcore")
                .module("ehci-hcd", "usbcore")
                .module("ehci-pci", "ehci-hcd", "usbcore")
                .module("uhci-hcd", "usbcore")
                .soft("uhci_hcd pre: ehci_pci");
        assertThat(select(DriverRole.CORE, "uhci-hcd").dependencyTable())
                .contains("kernel/uhci-hcd.ko: kernel/ehci-pci.ko kernel/ehci-hcd.ko kernel/usbcore.ko\n");
    }

    @Test
    void bringsAllProvidersOfASoftDependencyOnAnAliasButLoadsNoneByForce() {
        kernel.module("libcrc32c")
                .module("crc32c_generic")
                .module("crc32c-intel")
                .soft("libcrc32c pre: crypto-crc32c")
                .alias("crypto-crc32c", "crc32c_generic")
                .alias("crypto-crc32c", "crc32c-intel");
        ModuleSelection selection = select(DriverRole.POOL, "libcrc32c");
        assertThat(names(selection)).containsExactly("crc32c_intel", "crc32c_generic", "libcrc32c");
        assertThat(selection.dependencyTable()).contains("kernel/libcrc32c.ko:\n");
    }

    @Test
    void ignoresSoftDependenciesThatComeAfterwards() {
        kernel.module("a").module("b").soft("a post: b").soft("a b");
        assertThat(names(select(DriverRole.CORE, "a"))).containsExactly("a");
    }

    @Test
    void survivesSoftDependenciesThatGoRoundInCircles() {
        kernel.module("a").module("b").soft("a pre: b").soft("b pre: a");
        assertThat(select(DriverRole.CORE, "a").dependencyTable())
                .isEqualTo("kernel/a.ko: kernel/b.ko\nkernel/b.ko: kernel/a.ko\n");
    }

    @Test
    void leavesOutTheAliasesOfWhatOnlyTheRescueShellLoads() {
        kernel.module("usbcore")
                .module("usb-storage", "usbcore")
                .module("usbhid", "usbcore")
                .module("sound")
                .alias("usb:v*ic08*", "usb-storage")
                .alias("usb:v*ic03*", "usbhid")
                .alias("usb:v*ic01*", "sound");
        ModuleSelection selection = select(list(DriverRole.CORE, "usb-storage"), list(DriverRole.RESCUE, "usbhid"));
        assertThat(selection.aliasTable()).isEqualTo("alias usb:v*ic08* usb_storage\n");
        assertThat(selection.loaderLines(DriverRole.RESCUE)).isEqualTo("usbhid\n");
    }

    @Test
    void takesBuiltinAndOptionalDriversAsTheyCome() {
        kernel.module("nvme").builtin("virtio_pci");
        assertThat(select(DriverRole.POOL, "# a comment\n\nnvme virtio_pci vmd?")
                        .loaderLines(DriverRole.POOL))
                .isEqualTo("nvme\n");
    }

    @Test
    void namesEveryDriverThatTheKernelLacks() {
        kernel.module("nvme");
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> select(DriverRole.CORE, "nvme\nahci\nxhci-pci"))
                .withMessage("Kernel 6.12.0-test lacks the drivers ahci, xhci-pci");
    }

    @Test
    void putsAModuleIntoTheFirstTierThatNeedsIt() {
        kernel.module("scsi_mod")
                .module("sd_mod", "scsi_mod")
                .module("libata", "scsi_mod")
                .module("ahci", "libata", "scsi_mod");
        ModuleSelection selection = select(list(DriverRole.BUSES, "ahci"), list(DriverRole.CORE, "sd_mod"));
        assertThat(selection.tierTable()).isEqualTo("ahci buses\nlibata buses\n");
        assertThat(names(selection, Tier.CORE)).containsExactly("core/list: sd_mod", "shared: scsi_mod");
        assertThat(names(selection, Tier.BUSES)).containsExactly("buses/list: ahci", "buses/list: libata");
        assertThat(selection.dependencyTable()).contains("kernel/ahci.ko: kernel/libata.ko kernel/scsi_mod.ko\n");
    }

    @Test
    void leavesTheOtherKindOfPoolToTheRescueTierAndLoadsItWhenAsked() {
        kernel.module("btrfs")
                .module("xor")
                .alias("fs-btrfs", "btrfs")
                .module("spl")
                .module("zfs", "spl");
        List<DriverList> lists = List.of(
                DriverList.parse(DriverRole.POOL, "btrfs", "xor\nbtrfs"),
                DriverList.parse(DriverRole.POOL, "zfs", "zfs"));
        ModuleSelection selection = ModuleSelection.of(kernel.kernel(), PoolType.ZFS, lists);
        assertThat(selection.loaderLines(DriverRole.POOL)).isEqualTo("zfs\n");
        assertThat(selection.tierTable()).isEqualTo("btrfs rescue\nxor rescue\n");
        assertThat(selection.aliasTable()).isEqualTo("alias fs-btrfs btrfs\n");
    }

    @Test
    void doesWithoutTheOtherKindOfPool() {
        kernel.module("btrfs");
        List<DriverList> lists = List.of(
                DriverList.parse(DriverRole.POOL, "btrfs", "btrfs"), DriverList.parse(DriverRole.POOL, "zfs", "zfs"));
        assertThat(names(ModuleSelection.of(kernel.kernel(), PoolType.BTRFS, lists)))
                .containsExactly("btrfs");
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> ModuleSelection.of(kernel.kernel(), PoolType.ZFS, lists))
                .withMessage("Kernel 6.12.0-test lacks the drivers zfs");
    }

    private ModuleSelection select(DriverRole role, String list) {
        return select(list(role, list));
    }

    private ModuleSelection select(DriverList... lists) {
        return ModuleSelection.of(kernel.kernel(), PoolType.BTRFS, List.of(lists));
    }

    private static DriverList list(DriverRole role, String text) {
        return DriverList.parse(role, role == DriverRole.POOL ? "btrfs" : "list", text);
    }

    private static List<String> names(ModuleSelection selection, Tier tier) {
        return selection.features(tier).entrySet().stream()
                .flatMap(feature -> feature.getValue().stream().map(module -> feature.getKey() + ": " + module.name()))
                .sorted()
                .toList();
    }

    private static List<String> names(ModuleSelection selection) {
        return selection.modules().stream().map(KernelModule::name).toList();
    }
}
