package htg.common.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Option;

/**
 * The base class of htg's commands. A subclass throws {@link htg.common.HtgException} for whatever a user can
 * understand; the command line prints it and turns its code into the exit status.
 */
public abstract class HtgCommand implements Callable<Integer> {
    private Optional<Function<HtgCommand, Session>> sessions = Optional.empty();

    @Option(
            names = "--output",
            paramLabel = "text|json",
            defaultValue = "text",
            description = "How to write the result on standard output (default: ${DEFAULT-VALUE}).")
    private OutputFormat output = OutputFormat.TEXT;

    @Option(
            names = {"-v", "--verbose"},
            description = "Also show each program that is run, as a line you can run by hand.")
    private boolean verbose;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress, only warnings and errors.")
    private boolean quiet;

    @Option(names = "--debug", description = "Show stack traces.")
    private boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    /** Does the work and returns the exit status, see {@link htg.common.ExitCode}. */
    protected abstract int execute(Session session);

    /** Called by the command line before {@link #call}. */
    public final void attach(Function<HtgCommand, Session> factory) {
        sessions = Optional.of(factory);
    }

    @Override
    public final Integer call() {
        Function<HtgCommand, Session> factory =
                sessions.orElseThrow(() -> new IllegalStateException("the command was not attached to a session"));
        return execute(factory.apply(this));
    }

    public final OutputFormat output() {
        return output;
    }

    public final boolean verbose() {
        return verbose;
    }

    public final boolean quiet() {
        return quiet;
    }

    public final boolean debug() {
        return debug;
    }
}
