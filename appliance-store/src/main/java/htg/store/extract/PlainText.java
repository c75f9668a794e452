package htg.store.extract;

import htg.fsimage.volume.Names;
import java.util.stream.Collectors;

/** Text of somebody untrusted for a terminal: nothing in it moves the cursor or changes a colour. */
public final class PlainText {
    private static final int LONGEST_LINE = 2000;

    private PlainText() {}

    /** One line, at most 2,000 characters of it. */
    public static String line(String text) {
        return Names.printable(text.length() > LONGEST_LINE ? text.substring(0, LONGEST_LINE) + "..." : text);
    }

    /** Any number of lines. */
    static String lines(String text) {
        return text.lines().map(Names::printable).collect(Collectors.joining("\n")) + (text.endsWith("\n") ? "\n" : "");
    }
}
