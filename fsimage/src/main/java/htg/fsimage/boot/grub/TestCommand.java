package htg.fsimage.boot.grub;

import htg.fsimage.fs.FileType;
import htg.fsimage.mounts.VersionOrder;
import java.io.IOException;
import java.util.List;

/** {@code test} and {@code [}: expressions about text, numbers and files. */
final class TestCommand {
    private static final int DEEPEST = 40;

    private final GrubFiles files;
    private final String root;
    private final List<String> words;
    private int at;
    private int depth;

    private TestCommand(GrubFiles files, String root, List<String> words) {
        this.files = files;
        this.root = root;
        this.words = words;
    }

    static Command plain(GrubFiles files) {
        return (context, words) ->
                Command.status(new TestCommand(files, context.environment().get("root"), words).either());
    }

    /** Its last word closes it. */
    static Command bracket(GrubFiles files) {
        Command test = plain(files);
        return (context, words) -> {
            boolean closed = !words.isEmpty() && words.get(words.size() - 1).equals("]");
            return test.run(context, closed ? words.subList(0, words.size() - 1) : words);
        };
    }

    private boolean more() {
        return at < words.size();
    }

    private boolean next(String word) {
        if (more() && words.get(at).equals(word)) {
            at++;
            return true;
        }
        return false;
    }

    private boolean either() throws IOException {
        boolean result = both();
        while (next("-o")) {
            result |= both();
        }
        return result;
    }

    private boolean both() throws IOException {
        boolean result = single();
        while (next("-a")) {
            result &= single();
        }
        return result;
    }

    private boolean single() throws IOException {
        if (!more() || ++depth > DEEPEST) {
            return false;
        }
        boolean negated = false;
        while (at + 1 < words.size() && next("!")) {
            negated = !negated;
        }
        boolean result;
        if (at + 2 < words.size() && words.get(at).equals("(")) {
            at++;
            result = either();
            next(")");
        } else {
            result = primary();
        }
        depth--;
        return result != negated;
    }

    private boolean primary() throws IOException {
        String first = words.get(at++);
        if (at + 1 < words.size() && isComparison(words.get(at))) {
            String operator = words.get(at++);
            return compare(first, operator, words.get(at++));
        } else if (more() && first.length() == 2 && first.startsWith("-") && "defnsz".indexOf(first.charAt(1)) >= 0) {
            return ask(first, words.get(at++));
        }
        return !first.isEmpty();
    }

    private static boolean isComparison(String word) {
        return switch (word) {
            case "=", "==", "!=", "<", "<=", ">", ">=" -> true;
            case "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-pgt", "-plt", "-nt", "-ot" -> true;
            default -> false;
        };
    }

    private boolean ask(String question, String operand) throws IOException {
        return switch (question) {
            case "-n" -> !operand.isEmpty();
            case "-z" -> operand.isEmpty();
            case "-e" -> files.find(operand, root).isPresent();
            case "-d" -> is(operand, FileType.FOLDER);
            case "-f" -> is(operand, FileType.REGULAR);
            default -> files.file(operand, root).filter(file -> file.size() > 0).isPresent();
        };
    }

    private boolean is(String name, FileType type) throws IOException {
        var found = files.find(name, root);
        if (found.isEmpty()) {
            return false;
        }
        var node = found.get().root().find(found.get().path());
        return node.isPresent() && node.get().attributes().type() == type;
    }

    private boolean compare(String left, String operator, String right) throws IOException {
        long difference = Long.compare(number(left), number(right));
        return switch (operator) {
            case "=", "==" -> left.equals(right);
            case "!=" -> !left.equals(right);
            case "<" -> left.compareTo(right) < 0;
            case "<=" -> left.compareTo(right) <= 0;
            case ">" -> left.compareTo(right) > 0;
            case ">=" -> left.compareTo(right) >= 0;
            case "-eq" -> difference == 0;
            case "-ne" -> difference != 0;
            case "-lt" -> difference < 0;
            case "-le" -> difference <= 0;
            case "-gt" -> difference > 0;
            case "-ge" -> difference >= 0;
            case "-pgt" -> VersionOrder.OLDEST_FIRST.compare(left, right) > 0;
            case "-plt" -> VersionOrder.OLDEST_FIRST.compare(left, right) < 0;
            case "-nt" -> modified(left) > modified(right);
            default -> modified(left) < modified(right);
        };
    }

    private long modified(String name) throws IOException {
        return files.file(name, root)
                .map(file -> file.node().attributes().times().modified().getEpochSecond())
                .orElse(0L);
    }

    /** As GRUB reads numbers: what is none counts as 0. */
    private static long number(String text) {
        String digits = text.startsWith("-") ? text.substring(1) : text;
        if (digits.isEmpty() || digits.length() > 18 || !digits.chars().allMatch(one -> one >= '0' && one <= '9')) {
            return 0;
        }
        return Long.parseLong(text, 10);
    }
}
