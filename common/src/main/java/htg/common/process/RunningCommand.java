package htg.common.process;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalInt;

/** A program that runs beside this one. Closing kills it, with its children, if it is still there. */
public interface RunningCommand extends AutoCloseable {
    /** The operating system's id of the process. */
    long pid();

    /** The program's standard input. */
    OutputStream input();

    /** The program's standard output. */
    InputStream output();

    boolean isAlive();

    /** Waits for the end; empty when it still runs after {@code limit}. */
    OptionalInt waitFor(Duration limit);

    /** The last lines of standard error so far; after the end the very last. */
    String errorTail();

    @Override
    void close();
}
