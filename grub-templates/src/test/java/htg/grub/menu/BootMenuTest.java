package htg.grub.menu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.common.HtgException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BootMenuTest {
    private static final BootEnvironment DEFAULT = new BootEnvironment("default", "", KernelArguments.of("quiet"));
    private static final MenuParts PLAIN = MenuParts.of(Optional.empty());

    @Test
    void offersEachBootEnvironmentThePreviousKernelARescueShellSetUpAndPowerOff() {
        BootEnvironment older = new BootEnvironment("2026-10-01", "1 October", DEFAULT.arguments());
        BootMenu menu = BootMenu.of(List.of(DEFAULT, older), PLAIN.withMemoryTest(MemoryTest.ON_STICK));
        assertThat(menu.entries())
                .extracting(MenuEntry::id)
                .containsExactly(
                        "boot-default",
                        "upgraded-default",
                        "boot-2026-10-01",
                        "upgraded-2026-10-01",
                        "usb-only",
                        "previous-kernel",
                        "rescue",
                        "debug",
                        "memory-test",
                        "firmware-setup",
                        "power-off");
        assertThat(menu.entries().get(2).title()).isEqualTo("Hypervisor (KVM), 1 October");
        assertThat(menu.defaultId()).isEqualTo("boot-default");
        assertThat(menu.timeout()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void eachEntryLoadsTheTiersItNeeds() {
        assertThat(DEFAULT.kernel()).hasToString("/htg/default/vmlinuz");
        assertThat(linux(DEFAULT.bootFromUsb(Hypervisor.KVM, Optional.empty())).ramdisks())
                .containsExactly(DEFAULT.ramdisk("miniroot"));
        assertThat(DEFAULT.boot().ramdisks()).containsExactly(DEFAULT.ramdisk("miniroot"), DEFAULT.ramdisk("buses"));
        assertThat(DEFAULT.rescue().ramdisks())
                .containsExactly(DEFAULT.ramdisk("miniroot"), DEFAULT.ramdisk("buses"), DEFAULT.ramdisk("rescue"));
        assertThat(DEFAULT.rescue().arguments().values()).containsExactly("quiet", "htg.rescue");
        assertThat(DEFAULT.previousBoot(Hypervisor.KVM, Optional.empty()).files())
                .extracting(GrubPath::value)
                .containsExactly("/htg/default/vmlinuz.old", "/htg/default/miniroot.old", "/htg/default/buses.old");
    }

    /** Some of the old ones may be torn by then. */
    @Test
    void everyEntryTakesTheFilesOfACompleteUpgrade() {
        assertThat(DEFAULT.fromUpgrade(DEFAULT.rescue()))
                .isEqualTo(new LinuxBoot(
                        new GrubPath("/htg/default/next/vmlinuz"),
                        List.of(
                                new GrubPath("/htg/default/next/miniroot.img"),
                                new GrubPath("/htg/default/next/buses.img"),
                                new GrubPath("/htg/default/next/rescue.img")),
                        DEFAULT.rescue().arguments()));
        assertThat(BootMenu.of(List.of(DEFAULT), PLAIN).entries())
                .filteredOn(MenuEntry.Newest.class::isInstance)
                .extracting(MenuEntry::id)
                .containsExactly("usb-only", "rescue", "debug");
        assertThatThrownBy(() -> new MenuEntry.Newest(
                        "x", "X", DEFAULT.boot(), DEFAULT.fromUpgrade(DEFAULT.rescue()), DEFAULT.upgraded(), false))
                .hasMessageContaining("differ in their names");
    }

    private static LinuxBoot linux(Boot boot) {
        return (LinuxBoot) boot;
    }

    @Test
    void theLoudEntryWritesToEveryConsoleBeforeThereAreDrivers() {
        assertThat(DEFAULT.debug(Optional.empty()).arguments().values())
                .containsExactly("quiet", "htg.debug", "ignore_loglevel", "earlycon=efifb", "earlyprintk=vga");
        assertThat(DEFAULT.debug(Optional.of(SerialConsole.COM1)).arguments().values())
                .endsWith("earlyprintk=vga,ttyS0,115200");
    }

    @Test
    void refusesAMenuThatContradictsItself() {
        MenuEntry off = new MenuEntry.PowerOff("off", "Power off");
        Duration second = Duration.ofSeconds(1);
        assertThatThrownBy(() -> new BootMenu(List.of(off, off), "off", second, Optional.empty()))
                .hasMessage("two menu entries have the id off");
        assertThatThrownBy(() -> new BootMenu(List.of(off), "on", second, Optional.empty()))
                .hasMessageContaining("default's id on");
        assertThatThrownBy(() -> new BootMenu(List.of(off), "off", Duration.ofMillis(1500), Optional.empty()))
                .hasMessageContaining("whole seconds");
        assertThatThrownBy(() -> new LinuxBoot(DEFAULT.kernel(), List.of(), DEFAULT.arguments()))
                .hasMessageContaining("no ramdisk");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "caf\u00e9", "\u001b[2J"})
    void refusesTitlesThatTheScreenCannotShow(String title) {
        assertThatThrownBy(() -> new MenuEntry.PowerOff("off", title)).isInstanceOf(HtgException.class);
        assertThatThrownBy(() -> new MenuEntry.PowerOff("off", "x".repeat(71))).isInstanceOf(HtgException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "vmlinuz",
                "/htg/../x",
                "/htg/./x",
                "/a b",
                "/a;b",
                "/a$b",
                "/a//b",
                "/a/",
                "/\u00fc",
                "/a\n"
            })
    void refusesBootFilesThatWouldNeedQuoting(String path) {
        assertThatThrownBy(() -> new GrubPath(path)).isInstanceOf(HtgException.class);
    }

    @Test
    void refusesNamesThatAreNoFolders() {
        for (String name : List.of("", "..", ".hidden", "a/b", "Default", "a b")) {
            assertThatThrownBy(() -> new BootEnvironment(name, "t", DEFAULT.arguments()))
                    .isInstanceOf(HtgException.class);
        }
    }

    @Test
    void writesAVolumeIdAsEachProgramWantsIt() {
        assertThat(new VolumeId(0x0A2B3C4D).asUuid()).isEqualTo("0A2B-3C4D");
        assertThat(new VolumeId(0xFA2B000D).asUuid()).isEqualTo("FA2B-000D");
        assertThat(new VolumeId(0xFA2B000D).asMkfsArgument()).isEqualTo("fa2b000d");
        assertThatThrownBy(() -> new VolumeId(0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void knowsWhichSerialConsolesThereAre() {
        assertThat(SerialConsole.COM1.kernelArgument()).isEqualTo("console=ttyS0,115200");
        assertThatThrownBy(() -> new SerialConsole(4, 115_200)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SerialConsole(0, 115_201)).isInstanceOf(IllegalArgumentException.class);
    }
}
