package htg.common.cli;

import htg.common.event.EventSink;
import htg.common.process.CommandRunner;
import java.io.PrintWriter;

/**
 * What a command gets from whoever runs it.
 *
 * @param out standard output, for the result and nothing else
 * @param events progress; the command line shows it on standard error
 * @param runner the door to other programs, already tracing to {@code events}
 */
public record Session(PrintWriter out, EventSink events, CommandRunner runner) {}
