package htg.cli.output;

import htg.common.event.Event;
import htg.common.event.EventSink;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Shows events on standard error until it is closed. Thread-safe; never throws. */
public abstract sealed class Progress implements EventSink, AutoCloseable permits PlainProgress, LiveProgress {
    private final Terminal terminal;
    private final boolean verbose;
    private final boolean quiet;

    Progress(Terminal terminal, boolean verbose, boolean quiet) {
        this.terminal = terminal;
        this.verbose = verbose;
        this.quiet = quiet;
    }

    /** The form that fits the terminal. */
    public static Progress on(PrintStream err, Terminal terminal, boolean verbose, boolean quiet) {
        return terminal.live()
                ? new LiveProgress(err, terminal, verbose, quiet)
                : new PlainProgress(err, terminal, verbose, quiet);
    }

    @Override
    public final synchronized void emit(Event event) {
        if (event instanceof Event.Warning warning) {
            line(terminal.paint(Terminal.Colour.YELLOW, "htg: warning: " + warning.message()));
        } else if (event instanceof Event.Trace trace) {
            trace(trace);
        } else if (!quiet && event instanceof Event.StepNote note) {
            line(String.format("%-20s %8s  %s", note.step(), seconds(note.at()), note.note()));
        } else if (!quiet) {
            step(event);
        }
    }

    private void trace(Event.Trace trace) {
        if (verbose) {
            line(terminal.paint(Terminal.Colour.GREY, "+ " + trace.message()));
        }
    }

    /** Shows what an event about a step means. */
    abstract void step(Event event);

    /** Writes a line that stays. */
    abstract void line(String text);

    @Override
    public abstract void close();

    /** For example {@code 4.2 s} or {@code 3 min 07 s}. */
    static String seconds(Duration elapsed) {
        double seconds = elapsed.toMillis() / 1000.0;
        return seconds < 60
                ? String.format(Locale.ROOT, "%.1f s", seconds)
                : String.format(Locale.ROOT, "%d min %02d s", elapsed.toMinutes(), elapsed.toSecondsPart());
    }
}
