package htg.grub.template;

import htg.grub.menu.BlockSize;
import htg.grub.menu.BootEnvironment;
import htg.grub.menu.BootMenu;
import htg.grub.menu.GrubPath;
import htg.grub.menu.Hypervisor;
import htg.grub.menu.KernelArguments;
import htg.grub.menu.MemoryTest;
import htg.grub.menu.MenuParts;
import htg.grub.menu.SerialConsole;
import htg.grub.menu.VolumeId;
import java.util.List;
import java.util.Optional;

/** Each configuration file in each shape it can take; the golden file has the variant's name. */
enum Variant {
    MENU_WITH_SERIAL(menu(List.of(usual("default")), MenuParts.of(Optional.of(SerialConsole.COM1)))),
    MENU_WITHOUT_SERIAL(menu(List.of(usual("default")), MenuParts.of(Optional.empty()), BlockSize.STOCK)),
    MENU_WITH_TWO_ENVIRONMENTS(menu(
            List.of(usual("default"), usual("2026-10-01")),
            MenuParts.of(Optional.of(new SerialConsole(1, 9_600))),
            BlockSize.KIB_8)),
    MENU_WITH_MEMORY_TEST(menu(
            List.of(usual("default")),
            MenuParts.of(Optional.of(SerialConsole.COM1)).withMemoryTest(MemoryTest.ON_STICK))),
    MENU_WITH_KVM_AND_XEN(menu(List.of(usual("default")), both(Hypervisor.KVM, Hypervisor.XEN))),
    MENU_WITH_XEN_ALONE(
            menu(List.of(usual("default")), MenuParts.of(Optional.empty()).withHypervisors(Hypervisor.XEN))),
    MENU_WITH_XEN_FIRST_IN_TWO_ENVIRONMENTS(
            menu(List.of(usual("default"), usual("2026-10-01")), both(Hypervisor.XEN, Hypervisor.KVM))),
    MENU_WITH_AWKWARD_WORDS(menu(List.of(awkward()), MenuParts.of(Optional.empty()))),
    ENROLMENT(GrubConfig.enrolment(new GrubPath("/EFI/BOOT/mmx64.efi"))),
    EFI_STUB(GrubConfig.efiStub(new VolumeId(0x1A2B3C4D))),
    EARLY(GrubConfig.early(new VolumeId(0x1A2B3C4D)));

    private final String text;

    Variant(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    String goldenFile() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + ".cfg";
    }

    private static String menu(List<BootEnvironment> environments, MenuParts parts) {
        return menu(environments, parts, BlockSize.AUTO);
    }

    private static String menu(List<BootEnvironment> environments, MenuParts parts, BlockSize reads) {
        return GrubConfig.menu(BootMenu.of(environments, parts), reads);
    }

    private static MenuParts both(Hypervisor first, Hypervisor second) {
        return MenuParts.of(Optional.of(SerialConsole.COM1))
                .withHypervisors(first, second)
                .withMemoryTest(MemoryTest.ON_STICK);
    }

    private static BootEnvironment usual(String name) {
        KernelArguments arguments = KernelArguments.of(
                "root=UUID=0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0",
                "rootfstype=btrfs",
                "rootflags=subvol=ROOT/" + name + ",compress=zstd:3",
                "console=tty0",
                "console=ttyS0,115200");
        return new BootEnvironment(name, name.equals("default") ? "" : name, arguments);
    }

    private static BootEnvironment awkward() {
        return new BootEnvironment(
                "default",
                "'b' \"c\" $d;\\{}",
                KernelArguments.of(
                        "a=$root;b", "c=d e", "f=*?[g]{h}", "i=`j`", "k=#l|&<>()!~^%", "${m}", "[=n]", "<#o>"));
    }
}
