package htg.fsimage.boot.grub;

import java.util.List;

/**
 * A token of a script.
 *
 * @param kind what it is
 * @param word what a {@link Kind#WORD} consists of; else without meaning
 */
record Token(Kind kind, Word word) {
    /** What a token is. */
    enum Kind {
        WORD,
        /** A line's end or a semicolon. */
        SEPARATOR,
        OPEN,
        CLOSE,
        END
    }

    private static final Word NOTHING = new Word(List.of());

    static Token of(Kind kind) {
        return new Token(kind, NOTHING);
    }
}
