package htg.fsimage.boot.grub;

import java.util.List;

/**
 * A word of a script as it is written: text and variables side by side.
 *
 * @param parts never empty, but each may be empty text, as of {@code ''}
 */
record Word(List<Part> parts) {
    /**
     * A part of a word.
     *
     * @param text the text, or the variable's name
     * @param variable whether it stands for a variable's value
     * @param quoted whether it stays one word whatever is in it
     */
    record Part(String text, boolean variable, boolean quoted) {}

    Word {
        parts = List.copyOf(parts);
    }

    /** Whether it is this keyword: written without quotes. */
    boolean is(String keyword) {
        return parts.size() == 1
                && !parts.get(0).variable()
                && !parts.get(0).quoted()
                && parts.get(0).text().equals(keyword);
    }

    /** Its text where it has no variables; else what is written. */
    String plain() {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(part.text()));
        return text.toString();
    }
}
