package htg.grub.template;

import htg.grub.menu.BootEnvironment;
import htg.grub.menu.BootMenu;
import htg.grub.menu.KernelArguments;
import htg.grub.menu.SerialConsole;
import htg.grub.menu.VolumeId;
import java.util.List;
import java.util.Optional;

/** Each configuration file in each shape it can take; the golden file has the variant's name. */
enum Variant {
    MENU_WITH_SERIAL(GrubConfig.menu(BootMenu.of(List.of(usual("default")), Optional.of(SerialConsole.COM1)))),
    MENU_WITHOUT_SERIAL(GrubConfig.menu(BootMenu.of(List.of(usual("default")), Optional.empty()))),
    MENU_WITH_TWO_ENVIRONMENTS(GrubConfig.menu(
            BootMenu.of(List.of(usual("default"), usual("2026-10-01")), Optional.of(new SerialConsole(1, 9_600))))),
    MENU_WITH_AWKWARD_WORDS(GrubConfig.menu(BootMenu.of(List.of(awkward()), Optional.empty()))),
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

    private static BootEnvironment usual(String name) {
        KernelArguments arguments = KernelArguments.of(
                "root=UUID=0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0",
                "rootfstype=btrfs",
                "rootflags=subvol=ROOT/" + name + ",compress=zstd:3",
                "console=tty0",
                "console=ttyS0,115200");
        return new BootEnvironment(name, "Hypervisor (KVM)" + (name.equals("default") ? "" : ", " + name), arguments);
    }

    private static BootEnvironment awkward() {
        return new BootEnvironment(
                "default",
                "It's a 'title' with \"quotes\", $root; and \\ more {}",
                KernelArguments.of(
                        "a=$root;b", "c=d e", "f=*?[g]{h}", "i=`j`", "k=#l|&<>()!~^%", "${m}", "[=n]", "<#o>"));
    }
}
