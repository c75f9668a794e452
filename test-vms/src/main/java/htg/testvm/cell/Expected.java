package htg.testvm.cell;

import java.util.Optional;
import java.util.regex.Pattern;

/** What ought to happen in a cell. */
public sealed interface Expected {
    /** It comes to its end, and every check passes. */
    record Boots() implements Expected {
        @Override
        public String toString() {
            return "boots";
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
