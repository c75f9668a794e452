package htg.testvm.console;

import java.util.regex.Pattern;

/** Terminal output made readable. */
public final class ConsoleText {
    /** CSI and OSC sequences, and the short ones, of ECMA-48. */
    private static final Pattern ESCAPES = Pattern.compile(
            "\u001b(\\[[0-?]*[ -/]*[@-~]|\\][^\u0007\u001b]*(\u0007|\u001b\\\\)|[()][0-9A-B]|[@-Z\\\\^_=>78c])");

    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}&&[^\t]]");

    private ConsoleText() {}

    static String plain(String text) {
        return CONTROLS.matcher(withoutEscapes(text)).replaceAll("");
    }

    /** The text without its escape sequences; other control characters stay. */
    public static String withoutEscapes(String text) {
        return text.indexOf('\u001b') < 0 ? text : ESCAPES.matcher(text).replaceAll("");
    }
}
