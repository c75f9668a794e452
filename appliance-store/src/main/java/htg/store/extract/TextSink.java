package htg.store.extract;

import java.io.PrintWriter;

/** Prints a result of text. */
public final class TextSink implements Sink {
    private final PrintWriter out;

    public TextSink(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void text(String text) {
        out.print(PlainText.lines(text));
    }
}
