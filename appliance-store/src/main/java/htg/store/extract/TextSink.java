package htg.store.extract;

import java.io.PrintWriter;

/** Prints a result of text. */
public final class TextSink implements Sink {
    /** So much is kept before it is shown, whatever the whole is. */
    private static final int MOST_KEPT = 64 << 10;

    private final PrintWriter out;
    private int kept;

    public TextSink(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void text(String text) {
        out.print(PlainText.lines(text));
        kept += text.length();
        if (kept > MOST_KEPT) {
            out.flush();
            kept = 0;
        }
    }
}
