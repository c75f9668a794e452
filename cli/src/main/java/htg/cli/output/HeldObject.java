package htg.cli.output;

import java.util.Optional;

/**
 * A whole JSON object.
 *
 * @param text its last character is the brace that ends it
 */
record HeldObject(String text) {
    /** The object that {@code text}, which may be cut off anywhere, consists of; empty when it is another text. */
    static Optional<HeldObject> in(String text) {
        String stripped = text.strip();
        return stripped.startsWith("{") && end(stripped) == stripped.length()
                ? Optional.of(new HeldObject(stripped))
                : Optional.empty();
    }

    /** Where the first object ends, or -1: braces count but in strings, and brackets come in pairs between them. */
    private static int end(String text) {
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (quoted && character == '\\') {
                i++; // whatever it is, it does not end the string
            } else if (character == '"') {
                quoted = !quoted;
            } else if (!quoted && character == '{') {
                depth++;
            } else if (!quoted && character == '}' && --depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    /** The same object with one more member, at its end. */
    String with(String member) {
        String members = text.substring(0, text.length() - 1).stripTrailing();
        return members + (members.equals("{") ? "" : ",") + "\n  " + member + "\n}";
    }
}
