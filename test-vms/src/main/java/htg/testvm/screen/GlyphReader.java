package htg.testvm.screen;

import java.awt.image.BufferedImage;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Reads text in graphics modes, in the fonts it has been given and wherever the text begins. It tries the grid of the last
 * screen first, as all others take a second or two. Not thread-safe.
 */
final class GlyphReader {
    /** A picture's lines may look like a character by chance; this many letters and digits do not. */
    private static final int LEAST_LETTERS = 3;

    /** With one unknown cell in as many known ones, a grid is still the right one. */
    private static final int KNOWN_FOR_EACH_UNKNOWN = 20;

    private final Set<GlyphFont> fonts = new LinkedHashSet<>();
    private Optional<GlyphGrid> last = Optional.empty();

    /** Knows these fonts from now on; returns whether one of them is new. */
    boolean learn(Collection<GlyphFont> found) {
        return fonts.addAll(found);
    }

    /** The text in the font and the grid that make most letters of it; empty when none makes any. */
    Optional<ScreenText> read(BufferedImage picture) {
        Optional<ScreenText> same = last.map(grid -> grid.read(picture)).filter(GlyphReader::isClear);
        if (same.isPresent()) {
            return same;
        }
        Reading best = search(Pictures.pixels(picture), picture.getWidth());
        last = best.grid();
        return best.grid().map(grid -> best.text());
    }

    /** What a grid makes of a picture; nothing without one. */
    private record Reading(Optional<GlyphGrid> grid, ScreenText text, long letters) {
        static final Reading NONE = new Reading(Optional.empty(), ScreenText.NONE, LEAST_LETTERS - 1);

        static Reading of(GlyphGrid grid, ScreenText text) {
            return new Reading(Optional.of(grid), text, lettersIn(text));
        }

        Reading orBetter(Reading other) {
            return other.letters > letters ? other : this;
        }
    }

    private Reading search(int[] pixels, int width) {
        int height = pixels.length / width;
        Reading best = Reading.NONE;
        for (GlyphFont font : fonts) {
            for (int top = 0; top < Math.min(font.height(), height); top++) {
                for (int left = 0; left < Math.min(Glyph.WIDTH, width); left++) {
                    GlyphGrid grid = new GlyphGrid(font, left, top);
                    best = best.orBetter(Reading.of(grid, grid.read(pixels, width)));
                }
            }
        }
        return best;
    }

    /** Whether so much of a screen was read that its font is a known one, not only similar to one. */
    static boolean isClear(ScreenText text) {
        long unknown = count(text, character -> character == ScreenText.UNKNOWN);
        long known = count(text, character -> character != ' ') - unknown;
        return lettersIn(text) >= LEAST_LETTERS && unknown * KNOWN_FOR_EACH_UNKNOWN <= known;
    }

    private static long lettersIn(ScreenText text) {
        return count(text, Character::isLetterOrDigit);
    }

    private static long count(ScreenText text, java.util.function.IntPredicate which) {
        return text.rows().stream().flatMapToInt(String::chars).filter(which).count();
    }
}
