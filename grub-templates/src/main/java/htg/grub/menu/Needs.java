package htg.grub.menu;

import htg.common.DataSize;
import java.util.List;

/**
 * What a kind of entry needs.
 *
 * @param name of the kind, a word of the menu's script
 * @param all what weighs most first: of several that a machine lacks, the first is told
 */
public record Needs(String name, List<Need> all) {
    /** The stick's Linux. Less memory than this does not hold the ramdisk, its content and the base's services. */
    public static final Needs LINUX =
            new Needs("linux", List.of(Need.LONG_MODE, Need.memory(DataSize.ofMebibytes(384))));

    /** Xen: Debian's signed GRUB has no command for it, and under Secure Boot loads no module that has one. */
    public static final Needs XEN = new Needs(
            "xen", List.of(Need.LONG_MODE, Need.secureBootOff("Xen"), Need.memory(DataSize.ofMebibytes(1024))));

    /** The memory test, which nobody has signed. */
    public static final Needs MEMORY_TEST = new Needs("memory_test", List.of(Need.secureBootOff("The memory test")));

    /** For what runs wherever GRUB does. */
    public static final Needs NONE = new Needs("none", List.of());

    public Needs {
        all = List.copyOf(all);
        if (!name.matches("[a-z_]+")) {
            throw new IllegalArgumentException("GRUB has no variable " + name);
        }
    }
}
