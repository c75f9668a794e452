package htg.image.inspect;

import java.util.List;
import java.util.function.Predicate;

/**
 * The conditions of GRUB's {@code test} command that can be decided without a machine; any other counts as true, for a menu
 * asks mostly whether something is as it should be.
 *
 * @param files whether there is a file of this path
 */
record GrubTest(Predicate<String> files) {
    private static final int MOST_WORDS = 64;
    private static final String NUMBER = "-?[0-9]{1,18}";

    /** Words between brackets. */
    boolean holds(List<String> words) {
        if (words.size() > MOST_WORDS) {
            return true;
        }
        int or = words.indexOf("-o");
        if (or >= 0) {
            return holds(words.subList(0, or)) || holds(words.subList(or + 1, words.size()));
        }
        int and = words.indexOf("-a");
        if (and >= 0) {
            return holds(words.subList(0, and)) && holds(words.subList(and + 1, words.size()));
        }
        if (!words.isEmpty() && words.get(0).equals("!")) {
            return !holds(words.subList(1, words.size()));
        }
        return single(words);
    }

    private boolean single(List<String> words) {
        String first = words.isEmpty() ? "" : words.get(0);
        String second = words.size() > 1 ? words.get(1) : "";
        return switch (words.size()) {
            case 0 -> false;
            case 1 -> !first.isEmpty() && !first.equals("-n");
            case 2 -> unary(first, second);
            default -> binary(first, second, words.get(2));
        };
    }

    private boolean unary(String operator, String value) {
        return switch (operator) {
            case "-f", "-e", "-s" -> files.test(value);
            case "-n" -> !value.isEmpty();
            case "-z" -> value.isEmpty();
            // What follows is a comparison with an empty variable that was not quoted.
            case "=", "==" -> value.isEmpty();
            default -> true;
        };
    }

    private static boolean binary(String left, String operator, String right) {
        return switch (operator) {
            case "=", "==" -> left.equals(right);
            case "!=" -> !left.equals(right);
            default -> !left.matches(NUMBER) || !right.matches(NUMBER) || compared(operator, left, right);
        };
    }

    private static boolean compared(String operator, String left, String right) {
        int order = Long.compare(Long.parseLong(left), Long.parseLong(right));
        return switch (operator) {
            case "-lt" -> order < 0;
            case "-le" -> order <= 0;
            case "-gt" -> order > 0;
            case "-ge" -> order >= 0;
            case "-eq" -> order == 0;
            case "-ne" -> order != 0;
            default -> true;
        };
    }
}
