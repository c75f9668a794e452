package htg.store.look;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.process.RunningCommand;
import htg.store.confine.Allowance;
import htg.store.extract.PlainText;
import java.nio.file.Path;
import java.time.Duration;

/** Why a reader has ended before it said that it was done. What it said to standard error is as little trusted as the rest. */
final class ReaderEnd {
    /** What a shell says of a process that a signal has ended. */
    private static final int SIGNALLED = 128;

    private static final int SIGKILL = 9;
    private static final int SIGXCPU = 24;
    /** Of a JVM that has no memory for its objects left. */
    private static final int OUT_OF_MEMORY = 3;

    private static final Duration LAG = Duration.ofSeconds(10);

    private final int status;
    private final String errors;
    private final Allowance allowance;

    ReaderEnd(RunningCommand running, Allowance allowance) {
        this.status = running.waitFor(LAG).orElse(SIGNALLED + SIGKILL);
        this.errors = running.errorTail();
        this.allowance = allowance;
    }

    HtgException explained(Path image) {
        if (status == SIGNALLED + SIGXCPU) {
            return failed(
                    "Reading " + image + " took more than "
                            + allowance.cpuTime().toSeconds() + " s of a processor and was ended",
                    "If you know that the image is large, allow it more, as in --cpu-time "
                            + allowance.cpuTime().multipliedBy(10).toSeconds() + ".");
        } else if (isOutOfMemory()) {
            return failed(
                    "Reading " + image + " took more than " + allowance.memory() + " of memory and was ended",
                    "Ask for less at once, such as one folder. An image that is made to mislead may ask for any amount.");
        } else if (lastWords().startsWith("bwrap:")) {
            return unfit("This system may not allow user namespaces; see htg-inspect(1), SAFETY.");
        } else if (lastWords().startsWith("prlimit:")) {
            return unfit(
                    "A limit of this shell may be lower, see 'ulimit -a': raise it, or give --cpu-time or --max-output.");
        }
        String how = status > SIGNALLED ? "was ended by signal " + (status - SIGNALLED) : "ended with status " + status;
        return failed(
                "The process that reads " + image + " " + how + (errors.isBlank() ? "" : ": " + lastWords()),
                "Run the same command again; if that is no help, please report it.");
    }

    private HtgException unfit(String hint) {
        return new HtgException(
                ExitCode.ENVIRONMENT, "The confined process that reads images cannot start: " + lastWords(), hint);
    }

    private static HtgException failed(String message, String hint) {
        return new HtgException(ExitCode.FAILED, message, hint);
    }

    private boolean isOutOfMemory() {
        return status == OUT_OF_MEMORY
                || errors.contains("java.lang.OutOfMemoryError")
                || errors.contains("There is insufficient memory for the Java Runtime Environment");
    }

    private String lastWords() {
        return PlainText.line(
                errors.lines().reduce((first, second) -> second).orElse("").strip());
    }
}
