package htg.testvm.report;

import java.util.regex.Pattern;

/** Sentences for a terminal. */
public final class Wrapped {
    private static final int WIDTH = 80;
    private static final String INDENT = "  ";
    private static final Pattern SPACES = Pattern.compile(" +");

    private Wrapped() {}

    /** Lines of at most 80 columns, the later ones indented; a longer word is left whole. */
    public static String lines(String text) {
        StringBuilder lines = new StringBuilder();
        String line = text.startsWith(" ") ? INDENT : "";
        String space = "";
        for (String word : SPACES.split(text.strip(), -1)) {
            if (!space.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
                lines.append(line).append('\n');
                line = INDENT.repeat(2);
                space = "";
            }
            line += space + word;
            space = " ";
        }
        return lines.append(line).append('\n').toString();
    }
}
