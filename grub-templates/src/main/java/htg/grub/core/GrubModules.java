package htg.grub.core;

import java.util.List;

/** Which of GRUB's modules the stick uses, and why. */
public final class GrubModules {
    /** What it takes to reach the menu: the BIOS's disks, GPT, FAT, the search by volume id, the full language. */
    private static final List<String> REACH_THE_MENU =
            List.of("biosdisk", "part_gpt", "fat", "search_fs_uuid", "normal", "configfile");

    /** What the menu's own commands need. */
    private static final List<String> SHOW_THE_MENU = List.of(
            "test",
            "true",
            "echo",
            "sleep",
            "serial",
            "terminal",
            "linux",
            "boot",
            "reboot",
            "halt",
            "loadenv",
            "regexp",
            "cpuid",
            "smbios");

    /**
     * Built into the BIOS core image: all that a boot needs, so that no module has to be read from the stick. Those that
     * these depend on are added by {@code grub-mkimage}.
     */
    public static final List<String> BUILT_IN = java.util.stream.Stream.of(REACH_THE_MENU, SHOW_THE_MENU)
            .flatMap(List::stream)
            .toList();

    /** Kept on the boot partition, for a person at GRUB's command line: looking around and starting things by hand. */
    public static final List<String> COMMAND_LINE = List.of(
            "cat",
            "chain",
            "help",
            "hexdump",
            "ls",
            "lsmmap",
            "minicmd",
            "part_msdos",
            "probe",
            "search",
            "search_label");

    /** What starts Xen, which is packed. Kept on the boot partition of a stick that has it. */
    public static final List<String> XEN = List.of("gzio", "multiboot2");

    /**
     * What the configuration files need on UEFI. Debian's signed GRUB must have all of them built in, since under Secure
     * Boot it loads no module.
     */
    public static final List<String> NEEDED_IN_SIGNED_GRUB = List.of(
            "boot",
            "chain",
            "configfile",
            "cpuid",
            "echo",
            "efifwsetup",
            "fat",
            "halt",
            "linux",
            "loadenv",
            "normal",
            "part_gpt",
            "reboot",
            "regexp",
            "search_fs_uuid",
            "serial",
            "sleep",
            "smbios",
            "terminal",
            "test",
            "true");

    private GrubModules() {}
}
