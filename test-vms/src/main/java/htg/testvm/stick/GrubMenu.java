package htg.testvm.stick;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a {@code grub.cfg} as {@code htg build} renders it: one command a line, and no variables in what is started
 * but those that nobody has set when no GRUB has run. This is no interpreter of GRUB's language.
 */
record GrubMenu(String text) {
    private static final Pattern DEFAULT = Pattern.compile("(?m)^\\s*set default=(\\S+)\\s*$");
    private static final String COMMAND = "(?m)^\\s*(?:if )?%s (.*?)(?:; then)?\\s*$";
    /** Of an entry for Xen, what dom0 gets, which starts without Xen as well. */
    private static final Pattern LINUX = Pattern.compile(String.format(COMMAND, "(?:linux|module2)"));

    private static final Pattern INITRD = Pattern.compile(String.format(COMMAND, "(?:initrd|module2 --nounzip)"));
    private static final Pattern XEN_PORT = Pattern.compile(" com([12])=(\\d+),8n1 ");
    private static final String QUOTE = "'[^']*'|\"[^\"]*\"|\\\\.";
    private static final Pattern NOT_LITERAL = Pattern.compile(QUOTE + "|\\$\\w+");
    private static final Pattern WORD = Pattern.compile("(?:[^\\s'\"\\\\]|" + QUOTE + ")+");
    private static final Pattern ENTRY_END = Pattern.compile("(?m)^}");

    /**
     * What is started when nobody touches a key.
     *
     * @throws HtgException {@link ExitCode#FAILED} when the menu does not say
     */
    BootEntry defaultEntry() {
        String id = first(DEFAULT, text).orElseThrow(() -> unclear("names no default entry"));
        String body = entry(id).orElseThrow(() -> unclear("has no entry '" + id + "', which it names as its default"));
        List<String> linux = words(first(LINUX, body).orElse(""));
        if (linux.isEmpty()) {
            throw unclear("starts no kernel in its default entry '" + id + "'");
        }
        List<String> ramdisks = words(first(INITRD, body).orElse(""));
        return new BootEntry(linux.get(0), ramdisks, withoutXen(body, linux.subList(1, linux.size())));
    }

    /** The serial port that was Xen's is Linux' again. */
    private static List<String> withoutXen(String body, List<String> arguments) {
        String port = XEN_PORT.matcher(body)
                .results()
                .map(com -> "ttyS" + (Integer.parseInt(com.group(1)) - 1) + "," + com.group(2))
                .findFirst()
                .orElse("hvc0");
        return arguments.stream()
                .filter(word -> !word.startsWith("BOOT_IMAGE="))
                .map(word -> word.equals("console=hvc0") ? "console=" + port : word)
                .toList();
    }

    private Optional<String> entry(String id) {
        Matcher start = Pattern.compile("(?m)^menuentry .*--id " + Pattern.quote(id) + " \\{$")
                .matcher(text);
        if (!start.find()) {
            return Optional.empty();
        }
        Matcher end = ENTRY_END.matcher(text);
        return Optional.of(text.substring(start.end(), end.find(start.end()) ? end.start() : text.length()));
    }

    private static Optional<String> first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** GRUB's words: blanks part them, quotes of both kinds and backslashes keep them together, variables are empty. */
    static List<String> words(String line) {
        return WORD.matcher(line)
                .results()
                .map(word -> NOT_LITERAL.matcher(word.group()).replaceAll(GrubMenu::inside))
                .toList();
    }

    private static String inside(MatchResult quoted) {
        String text = quoted.group();
        if (text.startsWith("$")) {
            return "";
        }
        String inside = text.startsWith("\\") ? text.substring(1) : text.substring(1, text.length() - 1);
        return Matcher.quoteReplacement(inside);
    }

    private static HtgException unclear(String why) {
        return new HtgException(
                ExitCode.FAILED,
                "The stick's menu /grub/grub.cfg " + why,
                "The stick is damaged, or was changed by hand; build it again with './htg build'.");
    }
}
