package htg.fsimage.boot.grub;

import htg.fsimage.volume.LimitExceededException;

/** What a script may still cost, with all it calls and all entries of its menus. */
final class Budget {
    private static final int MOST_STEPS = 50_000;
    private static final long MOST_CHARACTERS = 32 << 20;
    private static final int DEEPEST = 120;
    private static final int MOST_FILES = 50;
    private static final int MOST_LOOKUPS = 5_000;
    private static final int MOST_ENTRIES = 1000;

    private int steps;
    private long characters;
    private int depth;
    private int files;
    private int lookups;
    private int entries;

    /** Pays for a command. */
    void step() throws LimitExceededException {
        if (++steps > MOST_STEPS) {
            throw new LimitExceededException("the script takes more than " + MOST_STEPS + " steps");
        }
    }

    /** Pays for text that a word became. */
    void text(int length) throws LimitExceededException {
        characters += length;
        if (characters > MOST_CHARACTERS) {
            throw new LimitExceededException("the script makes more than " + MOST_CHARACTERS + " characters of text");
        }
    }

    /** Pays for reading another file. */
    void file() throws LimitExceededException {
        if (++files > MOST_FILES) {
            throw new LimitExceededException("the script reads more than " + MOST_FILES + " files");
        }
    }

    /** Pays for looking for a file, more for many at once. */
    void lookup(int count) throws LimitExceededException {
        lookups += count;
        if (lookups > MOST_LOOKUPS) {
            throw new LimitExceededException("the script looks for more than " + MOST_LOOKUPS + " files");
        }
    }

    /** Pays for trying an entry of a menu. */
    void entry() throws LimitExceededException {
        if (++entries > MOST_ENTRIES) {
            throw new LimitExceededException("the menus have more than " + MOST_ENTRIES + " entries");
        }
    }

    /** Goes into a block of statements. */
    void enter() throws LimitExceededException {
        if (++depth > DEEPEST) {
            throw new LimitExceededException("the script calls itself deeper than " + DEEPEST + " levels");
        }
    }

    void exit() {
        depth--;
    }
}
