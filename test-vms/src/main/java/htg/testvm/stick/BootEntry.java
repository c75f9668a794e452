package htg.testvm.stick;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What an entry of GRUB's menu starts.
 *
 * @param kernel path on the boot partition, from {@code /}
 * @param ramdisks paths likewise, in the order in which the kernel unpacks them
 * @param arguments of the kernel, one value each
 */
public record BootEntry(String kernel, List<String> ramdisks, List<String> arguments) {
    public BootEntry {
        ramdisks = List.copyOf(ramdisks);
        arguments = List.copyOf(arguments);
    }

    /** The line as GRUB makes it (grub_create_loader_cmdline of GRUB 2.06 to 2.12): with its own word in front. */
    public String commandLine() {
        String words = arguments.stream().map(BootEntry::carried).collect(Collectors.joining(" "));
        return "BOOT_IMAGE=" + kernel + (words.isEmpty() ? "" : " " + words);
    }

    private static String carried(String argument) {
        String escaped = argument.replaceAll("([\\\\'\"])", "\\\\$1");
        return argument.indexOf(' ') < 0 ? escaped : '"' + escaped + '"';
    }
}
