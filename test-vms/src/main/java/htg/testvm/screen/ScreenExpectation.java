package htg.testvm.screen;

import htg.common.HtgException;
import htg.testvm.pattern.TextPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Something that a screen should show. Its {@code toString} is what the user wrote. */
public sealed interface ScreenExpectation {
    /** Why {@code seen} does not show it, as a sentence without its full stop; empty when it does. */
    Optional<String> check(Snapshot seen);

    /**
     * A text to read on the screen.
     *
     * @throws HtgException usage, as {@link TextPattern#parse}
     */
    static ScreenExpectation text(String written) {
        return new Text(TextPattern.parse(written));
    }

    /**
     * A QR code that says something.
     *
     * @throws HtgException usage, as {@link TextPattern#parse}
     */
    static ScreenExpectation qr(String written) {
        return new Qr(TextPattern.parse(written));
    }

    /**
     * A picture, as {@link GoldenScreen} describes.
     *
     * @throws HtgException usage, as {@link GoldenScreen#parse}
     */
    static ScreenExpectation picture(String written) {
        return new Picture(GoldenScreen.parse(written));
    }

    /** The pattern is somewhere on the screen, in a row or over several that a terminal wrapped. */
    record Text(TextPattern pattern) implements ScreenExpectation {
        private static final int QUOTED_LINES = 3;

        @Override
        public Optional<String> check(Snapshot seen) {
            ScreenText text = seen.text();
            if (pattern.isIn(text.toString()) || pattern.isIn(text.unwrapped())) {
                return Optional.empty();
            }
            return Optional.of("the screen does not show '" + pattern + "'; " + found(text));
        }

        private static String found(ScreenText text) {
            if (text.isBlank()) {
                return "there is no text on it that can be read";
            }
            List<String> lines =
                    text.lines().stream().filter(line -> !line.isBlank()).toList();
            List<String> last = lines.subList(Math.max(0, lines.size() - QUOTED_LINES), lines.size());
            return "it ends with '"
                    + String.join(" / ", last.stream().map(String::strip).toList()) + "'";
        }

        @Override
        public String toString() {
            return pattern.toString();
        }
    }

    /** A QR code on the screen says the text, whole or in part. */
    record Qr(TextPattern pattern) implements ScreenExpectation {
        @Override
        public Optional<String> check(Snapshot seen) {
            List<String> found = new ArrayList<>();
            boolean shown = QrCodes.in(seen.picture()).peek(found::add).anyMatch(pattern::isIn);
            if (shown) {
                return Optional.empty();
            }
            return Optional.of(
                    found.isEmpty()
                            ? "the screen shows no QR code"
                            : "the QR code on the screen says '" + found.get(0) + "', not '" + pattern + "'");
        }

        @Override
        public String toString() {
            return pattern.toString();
        }
    }

    /** The screen looks like a picture. */
    record Picture(GoldenScreen golden) implements ScreenExpectation {
        @Override
        public Optional<String> check(Snapshot seen) {
            Comparison comparison = golden.compare(seen.picture());
            return comparison.matches() ? Optional.empty() : Optional.of(comparison.sentence());
        }

        @Override
        public String toString() {
            return golden.toString();
        }
    }
}
