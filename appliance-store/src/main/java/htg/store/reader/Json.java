package htg.store.reader;

import java.util.List;
import java.util.Map;

/** JSON (RFC 8259) of maps, lists, text, numbers and truth values; members keep their order, absent ones are left out. */
public final class Json {
    private static final int INDENT = 2;

    private final StringBuilder text = new StringBuilder();

    private Json() {}

    /** The document for a value, with a line break at its end. */
    public static String of(Object value) {
        return of(value, 0) + "\n";
    }

    /** The text for a value that stands in a document, with lines that begin as deep as that. */
    static String of(Object value, int depth) {
        Json json = new Json();
        json.write(value, depth);
        return json.text.toString();
    }

    private void write(Object value, int depth) {
        if (value instanceof Map<?, ?> object) {
            object(object, depth);
        } else if (value instanceof List<?> array) {
            array(array, depth);
        } else if (value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else {
            string(value.toString());
        }
    }

    private void object(Map<?, ?> object, int depth) {
        text.append('{');
        String comma = "";
        for (Map.Entry<?, ?> member : object.entrySet()) {
            text.append(comma);
            line(depth + 1);
            string(String.valueOf(member.getKey()));
            text.append(": ");
            write(member.getValue(), depth + 1);
            comma = ",";
        }
        close(comma, depth, '}');
    }

    private void array(List<?> array, int depth) {
        text.append('[');
        String comma = "";
        for (Object element : array) {
            text.append(comma);
            line(depth + 1);
            write(element, depth + 1);
            comma = ",";
        }
        close(comma, depth, ']');
    }

    private void close(String comma, int depth, char bracket) {
        if (!comma.isEmpty()) {
            line(depth);
        }
        text.append(bracket);
    }

    private void line(int depth) {
        text.append('\n').append(" ".repeat(INDENT * depth));
    }

    /** What {@link htg.fsimage.volume.Names#printable} would change: a document is printed too, and has to come through as it is. */
    private static boolean isUnsafe(char character) {
        return Character.isISOControl(character)
                || Character.isSurrogate(character)
                || Character.getType(character) == Character.FORMAT;
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char character = value.charAt(i);
            if (character == '"' || character == '\\') {
                text.append('\\').append(character);
            } else if (isUnsafe(character)) {
                text.append("\\u%04x".formatted((int) character));
            } else {
                text.append(character);
            }
        }
        text.append('"');
    }
}
