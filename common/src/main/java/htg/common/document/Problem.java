package htg.common.document;

import java.util.Comparator;

/** One thing that is wrong in a document, and where. In order, problems follow the text. */
public record Problem(Place place, String message) implements Comparable<Problem> {
    private static final Comparator<Problem> ORDER =
            Comparator.comparing(Problem::place).thenComparing(Problem::message);

    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }

    /** The place, then the message, as compilers print it. */
    @Override
    public String toString() {
        return place + ": " + message;
    }
}
