package htg.image.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What an entry of GRUB's menu does on one kind of machine.
 *
 * @param commands what it loads or calls, in order, each a command with its words
 * @param refused whether it would load something elsewhere, but goes back to the menu here
 */
record MenuItem(String id, String title, List<List<String>> commands, boolean refused) {
    MenuItem {
        commands = commands.stream().map(List::copyOf).toList();
    }

    /** Whether a hypervisor comes before the kernel. */
    boolean isXen() {
        return !words("multiboot2", "multiboot").isEmpty();
    }

    /** Path on the boot partition; empty when the entry starts no Linux. */
    String kernel() {
        return kernelLine().stream().findFirst().map(MenuItem::path).orElse("");
    }

    /** What the kernel is told. */
    List<String> arguments() {
        return kernelLine().stream().skip(1).toList();
    }

    List<String> ramdisks() {
        Stream<String> paths = isXen()
                ? modules().stream().skip(1).flatMap(module -> module.stream().limit(1))
                : words("initrd", "initrdefi", "initrd16").stream();
        return paths.map(MenuItem::path).toList();
    }

    /** Path of what the entry starts besides a kernel, a hypervisor or a program for UEFI; empty when there is nothing. */
    String program() {
        return words("chainloader", "multiboot2", "multiboot").stream()
                .findFirst()
                .map(MenuItem::path)
                .orElse("");
    }

    private List<String> kernelLine() {
        return isXen() ? modules().stream().findFirst().orElse(List.of()) : words("linux", "linuxefi", "linux16");
    }

    /** Of every module its path and its words. */
    private List<List<String>> modules() {
        return commands.stream()
                .filter(words -> words.get(0).startsWith("module"))
                .map(words -> words.stream()
                        .skip(1)
                        .filter(word -> !word.equals("--nounzip"))
                        .toList())
                .toList();
    }

    /** The words of the first command of one of these names; none when there is none. */
    private List<String> words(String... names) {
        return commands.stream()
                .filter(words -> List.of(names).contains(words.get(0)))
                .findFirst()
                .map(words -> new ArrayList<>(words.subList(1, words.size())))
                .orElse(new ArrayList<>());
    }

    /** Without the device, which is the boot partition's. */
    static String path(String word) {
        return word.replaceFirst("^\\([^)]*\\)", "");
    }
}
