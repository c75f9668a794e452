package htg.grub.menu;

import java.util.regex.Pattern;

/** One word of GRUB's language. Between single quotes GRUB takes everything as it is, like a POSIX shell. */
public final class GrubWord {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_.,/:=@%+-]+");

    private GrubWord() {}

    /** The word as it stands in a script: bare when it is plain, else in single quotes. */
    public static String quote(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
