package htg.common.document;

/**
 * Where a value was written.
 *
 * @param source file name, or the option that set it
 * @param line from 1; 0 where the source has no lines
 * @param column from 1; 0 where the source has no columns
 */
public record Place(String source, int line, int column) implements Comparable<Place> {
    public static Place option(String option) {
        return new Place(option, 0, 0);
    }

    /** In the form that editors and terminals turn into a link: {@code file:line:column}. */
    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line + ":" + column;
    }

    @Override
    public int compareTo(Place other) {
        int bySource = source.compareTo(other.source);
        int byLine = Integer.compare(line, other.line);
        return bySource != 0 ? bySource : byLine != 0 ? byLine : Integer.compare(column, other.column);
    }
}
