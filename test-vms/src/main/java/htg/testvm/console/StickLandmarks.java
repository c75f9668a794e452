package htg.testvm.console;

import htg.testvm.console.ConsoleEvent.Landmark;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What an htg stick says on its way, each landmark with its status as in {@code discover start}. */
public final class StickLandmarks {
    /** In the order of a boot. The trampoline's first stage begins before there is a console, so that only its end shows. */
    public static final List<String> IN_ORDER = List.of(
            "firmware ok",
            "grub start",
            "grub ok",
            "kernel start",
            "consoles ok",
            "modules start",
            "modules ok",
            "discover start",
            "discover ok",
            "import start",
            "import ok",
            "switch start",
            "switch ok",
            "base start",
            "multi-user ok");

    private static final Set<String> BEFORE_KERNEL = Set.of("firmware ok", "grub start", "grub ok");

    private StickLandmarks() {}

    /** Whether a boot shows {@code landmark} later than {@code other}. */
    public static boolean isAfter(String landmark, String other) {
        return IN_ORDER.indexOf(landmark) > IN_ORDER.indexOf(other);
    }

    /** Whether firmware or boot loader are what shows it. */
    public static boolean isBeforeKernel(String landmark) {
        return BEFORE_KERNEL.contains(landmark);
    }

    /** Whether firmware and boot loader have done their part: GRUB says so, or if it does not, the kernel. */
    public static boolean startsKernel(Landmark landmark) {
        return landmark.name().equals("kernel") && landmark.status() != Status.FAIL;
    }

    /** Those of this name with their statuses: {@code switch start, switch ok}; empty when there are none. */
    public static String called(String name) {
        return IN_ORDER.stream()
                .filter(landmark -> landmark.startsWith(name + " "))
                .collect(Collectors.joining(", "));
    }
}
