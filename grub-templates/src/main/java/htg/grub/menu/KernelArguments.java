package htg.grub.menu;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Arguments of the kernel's command line, one value each, such as {@code console=ttyS0,115200}.
 *
 * <p>GRUB writes a backslash before every quote and backslash on its way to the kernel, which does not remove it, so those
 * characters cannot be carried and are refused. A value with a space arrives inside double quotes, which the kernel and
 * systemd understand.
 *
 * @param values printable ASCII without {@code " ' \}
 */
public record KernelArguments(List<String> values) {
    /** {@code COMMAND_LINE_SIZE} of x86 less its NUL: what is longer GRUB would silently cut off. */
    public static final int LONGEST_LINE = 2047;

    private static final String NOT_CARRIED = "\"'\\";

    public KernelArguments {
        values = List.copyOf(values);
        values.forEach(KernelArguments::requireCarried);
    }

    public static KernelArguments of(String... values) {
        return new KernelArguments(List.of(values));
    }

    /** These arguments with more behind them; where two contradict each other, the kernel takes the later. */
    public KernelArguments with(String... more) {
        List<String> all = new ArrayList<>(values);
        all.addAll(List.of(more));
        return new KernelArguments(all);
    }

    /** The line as the kernel will see it, without GRUB's own {@code BOOT_IMAGE=}. */
    public String asKernelLine() {
        return values.stream()
                .map(value -> value.indexOf(' ') < 0 ? value : '"' + value + '"')
                .collect(Collectors.joining(" "));
    }

    /** The arguments as words of a GRUB script. */
    public String asGrubWords() {
        return values.stream().map(GrubWord::quote).collect(Collectors.joining(" "));
    }

    private static void requireCarried(String value) {
        boolean printable = !value.isEmpty() && value.chars().allMatch(c -> c >= ' ' && c <= '~');
        if (!printable || value.chars().anyMatch(c -> NOT_CARRIED.indexOf(c) >= 0)) {
            throw new HtgException(
                    ExitCode.USAGE,
                    "GRUB cannot hand the kernel argument " + shown(value) + " over unchanged",
                    "Use printable ASCII without quotes and backslashes; a value may contain spaces.");
        }
    }

    private static String shown(String value) {
        return value.isEmpty() ? "'' (empty)" : "'" + value.replaceAll("[^ -~]", "?") + "'";
    }
}
