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
        assertThat(names(select(DriverRole.ROOT, "usb-storage")))
                .containsExactly("usb_common", "usb_storage", "usbcore");
    }

    @Test
    void turnsASoftDependencyOnAModuleIntoAHardOne() {
        kernel.module("usbcore")
                .module("ehci-hcd", "usbcore")
                .module("ehci-pci", "ehci-hcd", "usbcore")
                .module("uhci-hcd", "usbcore")
                .soft("uhci_hcd pre: ehci_pci");
        assertThat(select(DriverRole.ROOT, "uhci-hcd").dependencyTable())
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
        assertThat(names(select(DriverRole.ROOT, "a"))).containsExactly("a");
    }

    @Test
    void survivesSoftDependenciesThatGoRoundInCircles() {
        kernel.module("a").module("b").soft("a pre: b").soft("b pre: a");
        assertThat(select(DriverRole.ROOT, "a").dependencyTable())
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
        ModuleSelection selection = ModuleSelection.of(
                kernel.kernel(),
                List.of(
                        DriverList.parse(DriverRole.ROOT, "usb-storage"),
                        DriverList.parse(DriverRole.RESCUE, "usbhid")));
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
                .isThrownBy(() -> select(DriverRole.ROOT, "nvme\nahci\nxhci-pci"))
                .withMessage("Kernel 6.12.0-test lacks the drivers ahci, xhci-pci");
    }

    private ModuleSelection select(DriverRole role, String list) {
        return ModuleSelection.of(kernel.kernel(), List.of(DriverList.parse(role, list)));
    }

    private static List<String> names(ModuleSelection selection) {
        return selection.modules().stream().map(KernelModule::name).toList();
    }
}
