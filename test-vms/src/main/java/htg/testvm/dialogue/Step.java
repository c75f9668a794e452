package htg.testvm.dialogue;

import htg.common.HtgException;
import htg.testvm.pattern.TextPattern;
import java.time.Duration;

/** One side's turn in a {@link Dialogue}. Its {@code toString} is near to what the user wrote. */
public sealed interface Step {
    /** Waits until the guest has said something. */
    record Expect(TextPattern pattern, Duration within) implements Step {
        /** How long a step may take whose user did not say: a boot up to its login prompt. */
        public static final Duration USUALLY_WITHIN = Duration.ofMinutes(2);

        public Expect {
            if (within.isNegative() || within.isZero()) {
                throw new IllegalArgumentException("within " + within);
            }
        }

        @Override
        public String toString() {
            return "expect: '" + pattern + "'";
        }
    }

    /**
     * Types something.
     *
     * @param text what arrives at the guest, in UTF-8
     */
    record Send(String text) implements Step {
        /**
         * Reads what a user wrote: {@code \n}, {@code \r}, {@code \t}, {@code \\} and {@code \xNN} (01 to 7F) are escapes.
         *
         * @throws HtgException usage, for another escape
         */
        public static Send parse(String written) {
            return new Send(Escapes.undo(written));
        }

        @Override
        public String toString() {
            return "send: '" + Escapes.of(text) + "'";
        }
    }
}
