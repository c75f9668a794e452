package htg.cli.output;

import java.util.Map;
import java.util.Properties;

/**
 * What standard error can show. Java cannot ask the operating system, so {@code ./htg} does and passes the answer on as
 * the system property {@value #PROPERTY}.
 *
 * @param live whether lines may be redrawn and coloured
 * @param width in columns; only meaningful when live
 */
public record Terminal(boolean live, int width) {
    /** The number of columns when standard error is a terminal, unset otherwise. */
    public static final String PROPERTY = "htg.terminal.columns";

    /** A file or a pipe. */
    public static final Terminal PLAIN = new Terminal(false, 0);

    private static final int NARROWEST = 20;

    /** Decides from the environment ({@code NO_COLOR}, {@code TERM}, {@code CI}) and what {@code ./htg} found. */
    public static Terminal of(Map<String, String> environment, Properties properties) {
        int width = columns(properties.getProperty(PROPERTY, ""));
        boolean wanted = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
        return wanted && width >= NARROWEST ? new Terminal(true, width) : PLAIN;
    }

    /** {@code text} in {@code colour} where there are colours. */
    String paint(Colour colour, String text) {
        return live ? "\033[" + colour.code + "m" + text + "\033[0m" : text;
    }

    private static int columns(String text) {
        return text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    }

    enum Colour {
        RED(31),
        GREEN(32),
        YELLOW(33),
        GREY(90);

        private final int code;

        Colour(int code) {
            this.code = code;
        }
    }
}
