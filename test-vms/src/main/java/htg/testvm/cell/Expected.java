package htg.testvm.cell;

import java.util.Optional;
import java.util.regex.Pattern;

/** What ought to happen in a cell. */
public sealed interface Expected {
    /** Whether the stick's pool may be taken from a neighbouring disk, which then may be written to. */
    default boolean usesNeighbour() {
        return false;
    }

    /**
     * It comes to its end, and every check passes.
     *
     * @param says found in a landmark with its detail, for example in {@code discover ok sda3}, if given
     * @param usesNeighbour whether it is the pool of a neighbouring disk that it may start from
     */
    record Boots(Optional<Pattern> says, boolean usesNeighbour) implements Expected {
        /** With nothing special. */
        public Boots() {
            this(Optional.empty(), false);
        }

        @Override
        public String toString() {
            return "boots"
                    + (usesNeighbour ? " from the neighbour" : "")
                    + says.map(pattern -> ", saying /" + pattern + "/").orElse("");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Boots boots && boots.toString().equals(toString());
        }

        @Override
        public int hashCode() {
            return toString().hashCode();
        }
    }

    /**
     * The stick notices that it cannot boot and says so: a hang does not count.
     *
     * @param stage name of the landmark it does not pass
     * @param reason found in what the verdict says, if given
     */
    record StopsAt(String stage, Optional<Pattern> reason) implements Expected {
        @Override
        public String toString() {
            return "stops at " + stage
                    + reason.map(pattern -> ", saying /" + pattern + "/").orElse("");
        }
    }
}
