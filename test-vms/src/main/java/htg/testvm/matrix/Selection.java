package htg.testvm.matrix;

import htg.testvm.cell.Cell;
import java.util.List;
import java.util.Locale;

/** Which of all possible combinations are run. */
public enum Selection {
    /** So many that every two values occur together which can. */
    PAIRWISE {
        @Override
        List<Cell> of(List<Cell> possible) {
            return Pairwise.of(possible);
        }
    },
    /** Each of them. */
    ALL {
        @Override
        List<Cell> of(List<Cell> possible) {
            return possible;
        }
    };

    /** A part of {@code possible}, in its order. */
    abstract List<Cell> of(List<Cell> possible);

    /** The word in matrix files. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
