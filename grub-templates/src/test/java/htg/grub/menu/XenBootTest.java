package htg.grub.menu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class XenBootTest {
    private static final KernelArguments ARGUMENTS =
            KernelArguments.of("root=UUID=1", "console=ttyS0,115200", "console=tty0", "loglevel=5");
    private static final BootEnvironment DEFAULT = new BootEnvironment("default", "", ARGUMENTS);

    @Test
    void takesTheSerialPortAndGivesLinuxAnotherConsoleInItsPlace() {
        XenBoot boot = xen(DEFAULT.boot(Hypervisor.XEN, Optional.of(SerialConsole.COM1)));
        assertThat(boot.options().values())
                .containsExactly("dom0_mem=1G,max:1G", "com1=115200,8n1", "console=com1,vga");
        assertThat(boot.dom0().arguments().values())
                .containsExactly("root=UUID=1", "console=hvc0", "console=tty0", "loglevel=5");
    }

    @Test
    void aSerialPortThatXenCannotDriveStaysWithLinux() {
        SerialConsole third = new SerialConsole(2, 115_200);
        for (Optional<SerialConsole> serial : List.of(Optional.of(third), Optional.<SerialConsole>empty())) {
            XenBoot boot = xen(DEFAULT.boot(Hypervisor.XEN, serial));
            assertThat(boot.options().values()).containsExactly("dom0_mem=1G,max:1G", "console=vga");
            assertThat(boot.dom0().arguments().values())
                    .containsSubsequence("console=hvc0", "console=ttyS0,115200", "console=tty0");
        }
    }

    @Test
    void loadsOneRamdiskOnly() {
        assertThat(DEFAULT.boot(Hypervisor.XEN, Optional.empty()).files())
                .extracting(GrubPath::value)
                .containsExactly("/htg/default/xen.gz", "/htg/default/vmlinuz", "/htg/default/dom0.img");
        assertThat(DEFAULT.fromUpgrade(DEFAULT.previousBoot(Hypervisor.XEN, Optional.empty()))
                        .files())
                .extracting(GrubPath::name)
                .containsExactly("xen.old", "vmlinuz.old", "dom0.old");
        assertThatThrownBy(() -> new XenBoot(DEFAULT.xen(), ARGUMENTS, DEFAULT.boot()))
                .hasMessageContaining("one ramdisk");
    }

    @Test
    void aStickWithXenAloneStartsItInEachUsualWay() {
        BootMenu menu =
                BootMenu.of(List.of(DEFAULT), MenuParts.of(Optional.empty()).withHypervisors(Hypervisor.XEN));
        assertThat(menu.defaultId()).isEqualTo("xen-default");
        assertThat(menu.entries())
                .filteredOn(entry -> entry.needs().equals(Needs.XEN))
                .extracting(MenuEntry::id)
                .containsExactly("xen-default", "upgraded-xen-default", "usb-only", "previous-xen");
        assertThat(menu.needs()).containsExactly(Needs.XEN, Needs.LINUX);
    }

    @Test
    void theFirstHypervisorIsTheDefaultAndBothAreRemembered() {
        BootMenu menu = BootMenu.of(
                List.of(DEFAULT), MenuParts.of(Optional.empty()).withHypervisors(Hypervisor.XEN, Hypervisor.KVM));
        assertThat(menu.defaultId()).isEqualTo("xen-default");
        assertThat(menu.entries())
                .filteredOn(MenuEntry::isRemembered)
                .extracting(MenuEntry::id)
                .containsExactly("xen-default", "boot-default", "usb-only");
        assertThatThrownBy(() -> MenuParts.of(Optional.empty()).withHypervisors(Hypervisor.XEN, Hypervisor.XEN))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static XenBoot xen(Boot boot) {
        return (XenBoot) boot;
    }
}
