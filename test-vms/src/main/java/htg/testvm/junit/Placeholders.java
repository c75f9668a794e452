package htg.testvm.junit;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names in texts that stand for what the machine knows. */
final class Placeholders {
    private static final Pattern NAME = Pattern.compile("\\$\\{([^}]+)}");

    private Placeholders() {}

    /** The text with each <code>${name}</code> replaced by the system property or the variable of that name. */
    static String replaced(String text) {
        return NAME.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found.group(1))));
    }

    private static String value(String name) {
        return Optional.ofNullable(System.getProperty(name))
                .or(() -> Optional.ofNullable(System.getenv(name)))
                .orElseThrow(() -> new HtgException(
                        ExitCode.USAGE,
                        "Neither a system property nor a variable of the environment is called '" + name + "'",
                        "Set it, for example with -D" + name + "=VALUE."));
    }
}
