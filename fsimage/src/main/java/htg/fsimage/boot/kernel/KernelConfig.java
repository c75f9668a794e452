package htg.fsimage.boot.kernel;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A kernel's configuration as {@code /boot/config-VERSION} has it. */
public final class KernelConfig {
    private static final int MOST_LINES = 40_000;

    private final Map<String, String> values = new HashMap<>();

    private KernelConfig() {}

    /** Options that are set to something, each once. */
    public static KernelConfig parse(String text) {
        KernelConfig config = new KernelConfig();
        text.lines().limit(MOST_LINES).forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0 && line.startsWith("CONFIG_")) {
                config.values.put(line.substring(7, equals), line.substring(equals + 1));
            }
        });
        return config;
    }

    /** Whether it sets no option at all, so that nothing follows from what it does not set. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** Whether an option, named without {@code CONFIG_}, is built in or a module. */
    public boolean has(String option) {
        return value(option)
                .filter(value -> value.equals("y") || value.equals("m"))
                .isPresent();
    }

    /** Whether it is in the kernel's own file. */
    public boolean builtIn(String option) {
        return value(option).filter("y"::equals).isPresent();
    }

    /** What an option is set to. */
    public Optional<String> value(String option) {
        return Optional.ofNullable(values.get(option));
    }
}
