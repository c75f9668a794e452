package htg.store.reader;

import htg.fsimage.fs.FilePath;
import htg.fsimage.fs.Limits;
import htg.fsimage.fs.Node;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.StringTokenizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths as {@link htg.fsimage.volume.Names#printable} shows them: a user can give back what a listing has said. */
final class ShownPath {
    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:x([0-9a-f]{2})|u([0-9a-f]{4,5}))");
    private static final int HEXADECIMAL = 16;
    /** Bytes that are no text have their place in Unicode from here on. */
    private static final int BYTES = 0xDC00;

    private ShownPath() {}

    /** The path of a file: the words themselves where there is such a file, else what they stand for. */
    static String meant(Node root, String words, Limits limits) throws IOException {
        if (words.indexOf('\\') < 0 || FilePath.findLink(root, words, limits).isPresent()) {
            return words;
        }
        String other = decoded(words);
        return FilePath.findLink(root, other, limits).isPresent() ? other : words;
    }

    private static String decoded(String words) {
        return ESCAPE.matcher(words).replaceAll(match -> {
            boolean octet = match.group(1) != null;
            int value = Integer.parseInt(match.group(octet ? 1 : 2), HEXADECIMAL);
            int character = octet && value >= 0x80 ? BYTES + value : value;
            return Matcher.quoteReplacement(Character.toString(character));
        });
    }

    /** From the root, without needless words. */
    static String normal(String path) {
        Deque<String> names = new ArrayDeque<>();
        StringTokenizer words = new StringTokenizer(path, "/");
        while (words.hasMoreTokens()) {
            String name = words.nextToken();
            if (name.equals("..")) {
                names.pollLast();
            } else if (!name.equals(".")) {
                names.add(name);
            }
        }
        return "/" + String.join("/", names);
    }
}
