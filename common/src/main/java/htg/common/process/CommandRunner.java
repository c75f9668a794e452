package htg.common.process;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.util.function.Consumer;

/** Runs programs. Thread-safe. Tests use a hand-written fake that records commands and plays answers. */
public interface CommandRunner {
    /** No command's standard output is kept in memory beyond this; what is larger goes to a file. */
    int CAPTURE_LIMIT = 16 << 20;

    /**
     * Runs to the end and returns however it ended.
     *
     * @param errorLines receives each line of standard error as it appears
     * @throws HtgException {@link ExitCode#ENVIRONMENT} when the program cannot be started
     */
    CommandResult run(Command command, Consumer<String> errorLines);

    /**
     * Starts a program that lives beside this one; its standard input and output are pipes, its standard error goes to
     * {@code errorLines}. Closing the handle kills it and its children, and so does the end of this process.
     */
    RunningCommand start(Command command, Consumer<String> errorLines);

    /** Hands this process's own terminal to the program until it ends; returns its exit status. */
    int runInTerminal(Command command);

    default CommandResult run(Command command) {
        return run(command, line -> {});
    }

    /**
     * Runs to the end and insists on success.
     *
     * @throws HtgException with the tail of standard error, and the line that repeats it by hand as the hint
     */
    default CommandResult check(Command command) {
        return check(command, line -> {});
    }

    /** As {@link #check(Command)}, with each line of standard error passed on as it appears. */
    default CommandResult check(Command command, Consumer<String> errorLines) {
        CommandResult result = run(command, errorLines);
        if (!result.succeeded()) {
            String tail = result.errorTail().isBlank()
                    ? ""
                    : ": " + result.errorTail().strip();
            throw new HtgException(
                    ExitCode.FAILED, result.summary() + tail, "To see it fail again, run: " + command.replayLine());
        }
        return result;
    }
}
