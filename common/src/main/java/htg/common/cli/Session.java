package htg.common.cli;

import htg.common.event.EventSink;
import htg.common.process.CommandRunner;
import htg.common.process.Shutdown;
import java.io.OutputStream;
import java.io.PrintWriter;

/**
 * What a command gets from whoever runs it.
 *
 * @param out standard output, for the result and nothing else
 * @param bytes standard output as well, for a result that is no text
 * @param events progress; the command line shows it on standard error
 * @param runner the door to other programs, already tracing to {@code events}
 * @param shutdown for commands that have something to save when they are interrupted
 */
public record Session(PrintWriter out, OutputStream bytes, EventSink events, CommandRunner runner, Shutdown shutdown) {
    /** One for text that is never interrupted. */
    public Session(PrintWriter out, EventSink events, CommandRunner runner) {
        this(out, OutputStream.nullOutputStream(), events, runner, Shutdown.NONE);
    }
}
