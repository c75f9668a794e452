package htg.testvm.screen;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A bitmap font, learnt from a guest.
 *
 * @param height of its cells in pixels; all are {@link Glyph#WIDTH} wide
 * @param characters what each picture means
 */
record GlyphFont(int height, Map<Glyph, Character> characters) {
    GlyphFont {
        if (height < 1 || height > Glyph.MOST_ROWS) {
            throw new IllegalArgumentException("glyphs of " + height + " rows");
        }
        characters = Map.copyOf(characters);
    }

    Optional<Character> character(Glyph glyph) {
        return Optional.ofNullable(characters.get(glyph));
    }

    /** Collects glyphs; where two characters look the same, the first stays, and blank ones are left out. */
    static final class Builder {
        private final int height;
        private final Map<Glyph, Character> characters = new HashMap<>();

        Builder(int height) {
            this.height = height;
        }

        void add(Glyph glyph, char character) {
            if (!glyph.isBlank()) {
                characters.putIfAbsent(glyph, character);
            }
        }

        GlyphFont build() {
            return new GlyphFont(height, Collections.unmodifiableMap(characters));
        }
    }
}
