package htg.fsimage.boot.loader;

import htg.fsimage.mounts.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Variables of GRUB in entries of the Boot Loader Specification, such as {@code $kernelopts}: Fedora and its relatives have GRUB read the
 * same files as systemd-boot does. Not safe for several threads.
 */
public final class BlsVariables {
    private static final Pattern NAME = Pattern.compile("\\$(\\{[A-Za-z0-9_]{1,64}}|[A-Za-z0-9_]{1,64})");
    private static final int LONGEST = 64 << 10;

    private final Source source;
    private Optional<Map<String, String>> values = Optional.empty();

    /** Finds out the values, once, when an entry has the first variable. */
    @FunctionalInterface
    public interface Source {
        /** Values by the names of their variables. */
        Map<String, String> read() throws IOException;
    }

    BlsVariables(Source source) {
        this.source = source;
    }

    /** The words of a text with values for variables. A word of which nothing is left is left out, as is one whose variable has no value. */
    String expand(String text, EntryBuilder entry) throws IOException {
        List<String> words = new ArrayList<>();
        int length = 0;
        for (String word : Words.of(text)) {
            String value = word.indexOf('$') < 0 ? word : value(word, entry);
            length += value.length();
            if (length > LONGEST) {
                entry.note("A line of the entry is cut off after " + LONGEST + " characters.");
                break;
            } else if (!value.isBlank()) {
                words.add(value.strip());
            }
        }
        return String.join(" ", words);
    }

    private String value(String word, EntryBuilder entry) throws IOException {
        if (values.isEmpty()) {
            values = Optional.of(source.read());
        }
        Matcher variables = NAME.matcher(word);
        StringBuilder text = new StringBuilder();
        while (variables.find()) {
            String name = variables.group().replace("$", "").replace("{", "").replace("}", "");
            String value = values.get().get(name);
            if (value == null || text.length() > LONGEST) {
                entry.note("The variable " + name + " of the boot loader has no value that is known: " + name(word)
                        + " was left out.");
                return "";
            }
            variables.appendReplacement(text, Matcher.quoteReplacement(value));
        }
        return variables.appendTail(text).toString();
    }

    private static String name(String word) {
        return word.substring(0, Math.min(80, word.length()));
    }
}
