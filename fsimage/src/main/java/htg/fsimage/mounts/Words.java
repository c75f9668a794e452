package htg.fsimage.mounts;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/** Cuts text at spaces and tabs, or at other characters. */
public final class Words {
    private Words() {}

    /** The words of a line; none when it is blank. */
    public static List<String> of(String line) {
        return of(line, " \t\r\n");
    }

    /** What lies between separators, of which several in a row count as one. */
    public static List<String> of(String text, String separators) {
        List<String> words = new ArrayList<>();
        StringTokenizer each = new StringTokenizer(text, separators);
        while (each.hasMoreTokens()) {
            words.add(each.nextToken());
        }
        return words;
    }

    /** The first word of a line; empty when it is blank. */
    public static String first(String line) {
        List<String> words = of(line);
        return words.isEmpty() ? "" : words.get(0);
    }

    /** What follows the first word of a line, without spaces around it. */
    public static String rest(String line) {
        String text = line.strip();
        int end = first(text).length();
        return text.substring(end).strip();
    }
}
