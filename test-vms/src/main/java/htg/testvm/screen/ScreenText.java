package htg.testvm.screen;

import java.util.List;

/**
 * The characters on a screen.
 *
 * @param columns width of each row
 * @param rows from top to bottom, each of {@code columns} characters; {@link #UNKNOWN} where a cell was not recognised
 */
public record ScreenText(int columns, List<String> rows) {
    /** Stands for what is no known character: a picture, a cursor over a letter, another font. */
    public static final char UNKNOWN = '\uFFFD';

    /** A screen without any text that could be read. */
    public static final ScreenText NONE = new ScreenText(0, List.of());

    public ScreenText {
        rows = List.copyOf(rows);
        for (String row : rows) {
            if (row.length() != columns) {
                throw new IllegalArgumentException("'" + row + "' is not " + columns + " characters long");
            }
        }
    }

    /** The rows, without the blanks at their ends. */
    public List<String> lines() {
        return rows.stream().map(String::stripTrailing).toList();
    }

    /** The rows as lines, where a row that is full to its last column goes on in the next: a terminal wraps there. */
    public String unwrapped() {
        StringBuilder text = new StringBuilder();
        for (String row : rows) {
            boolean full = !row.isEmpty() && row.charAt(columns - 1) != ' ';
            text.append(full ? row : row.stripTrailing() + "\n");
        }
        return text.toString();
    }

    /** Whether no cell holds a character that was recognised. */
    public boolean isBlank() {
        return rows.stream().allMatch(row -> row.replace(UNKNOWN, ' ').isBlank());
    }

    /** All lines, each with a line feed. */
    @Override
    public String toString() {
        return String.join("\n", lines()) + "\n";
    }
}
