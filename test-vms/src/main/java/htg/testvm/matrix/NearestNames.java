package htg.testvm.matrix;

import htg.testvm.cell.Cell;
import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;

/** Names that somebody may have meant. */
final class NearestNames {
    private static final int MOST = 10;

    private NearestNames() {}

    /** A sentence that lists the cells whose names are nearest to {@code text}. */
    static String hint(String text, Collection<Cell> cells) {
        String names = cells.stream()
                .map(Cell::toString)
                .sorted(Comparator.comparingInt(name -> distance(text, name)))
                .limit(MOST)
                .collect(Collectors.joining(", "));
        int more = cells.size() - MOST;
        return "There are: " + names + (more > 0 ? " and " + more + " more." : ".");
    }

    /** Letters to insert, remove or replace (Levenshtein), a row of the table at a time. */
    static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
