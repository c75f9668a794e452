package htg.cli.output;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.io.PrintStream;
import java.util.Locale;

/**
 * What is said about a failure, in the one form all of them have.
 *
 * @param status the process's exit status
 * @param code a stable word for programs: an {@link ExitCode} in lower case, or {@code bug}
 * @param message what failed, one sentence
 * @param hint what to do next; may be empty
 */
public record ErrorReport(int status, String code, String message, String hint) {
    /** Exit status after Ctrl-C: 128 + SIGINT, as shells have it. */
    public static final int INTERRUPTED = 130;

    /** The command line cannot be understood. */
    public static ErrorReport usage(String message, String hint) {
        return of(ExitCode.USAGE, message, hint);
    }

    /** Words any failure. */
    public static ErrorReport of(Throwable failure) {
        if (failure instanceof HtgException known) {
            return of(known.code(), HtgException.reason(known), known.hint());
        }
        if (failure instanceof OutOfMemoryError) {
            return of(
                    ExitCode.ENVIRONMENT,
                    "htg ran out of memory (" + HtgException.reason(failure) + ")",
                    "Give it more: HTG_JAVA_OPTIONS=-Xmx1g ./htg ...");
        }
        return FileTrouble.in(failure)
                .map(trouble -> of(ExitCode.ENVIRONMENT, trouble.message(), trouble.hint()))
                .orElseGet(() -> bug(failure));
    }

    /** Writes {@code htg: message} and below it the hint. */
    public void print(PrintStream err, Terminal terminal) {
        err.print(terminal.paint(Terminal.Colour.RED, "htg: " + message) + "\n");
        if (!hint.isEmpty()) {
            err.print("     " + hint.replace("\n", "\n     ") + "\n");
        }
        err.flush();
    }

    /** The same as a JSON document. */
    public String json() {
        return "{" + member() + "}";
    }

    /** The same as a member of a JSON object. */
    String member() {
        return "\"error\":{\"code\":" + quote(code) + ",\"status\":" + status + ",\"message\":" + quote(message)
                + ",\"hint\":" + quote(hint) + "}";
    }

    private static ErrorReport of(ExitCode code, String message, String hint) {
        return new ErrorReport(code.status(), code.name().toLowerCase(Locale.ROOT), message, hint);
    }

    private static ErrorReport bug(Throwable failure) {
        String what = failure.getClass().getSimpleName();
        String why = failure.getMessage() == null ? "" : ": " + failure.getMessage();
        return new ErrorReport(
                ExitCode.FAILED.status(),
                "bug",
                "This is a bug in htg: " + what + why,
                "Run the same command with --debug and report what it prints.");
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(character -> {
            switch (character) {
                case '"', '\\' -> quoted.append('\\').append((char) character);
                case '\n' -> quoted.append("\\n");
                default -> appendPlain(quoted, (char) character);
            }
        });
        return quoted.append('"').toString();
    }

    private static void appendPlain(StringBuilder quoted, char character) {
        boolean plain = character >= ' ' && !Character.isSurrogate(character);
        quoted.append(plain ? String.valueOf(character) : String.format(Locale.ROOT, "\\u%04x", (int) character));
    }
}
