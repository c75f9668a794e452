package htg.cli.output;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Standard output, in UTF-8. It remembers when writing failed, which a {@link PrintWriter} keeps to itself, and can hold
 * a JSON document back until it is known to be whole. Not thread-safe.
 */
public final class ResultWriter {
    private final Target target;
    private final PrintWriter writer;

    public ResultWriter(OutputStream out) {
        this.target = new Target(out);
        this.writer = new PrintWriter(target, true);
    }

    /** Where commands write. */
    public PrintWriter writer() {
        return writer;
    }

    /** Where commands write what is no text; past what is held back. */
    public OutputStream bytes() {
        return new FilterOutputStream(target.out) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }
        };
    }

    /** From here on nothing is written before {@link #finish}. */
    public void holdBack() {
        target.holding = true;
    }

    /**
     * Tells of a failure in JSON: as one more member of the object that is held back, whose results must not be lost, or
     * alone when there is no object or only a part of one.
     */
    public void fail(ErrorReport failure) {
        writer.flush();
        Optional<HeldObject> whole = HeldObject.in(target.held.toString());
        target.held.getBuffer().setLength(0);
        writer.println(whole.map(results -> results.with(failure.member())).orElseGet(failure::json));
    }

    /**
     * Writes what is left; returns what kept the result from being written. A reader that closed its end, such as
     * {@code head}, is no failure: it has all it wants.
     */
    public Optional<HtgException> finish() {
        writer.flush();
        target.release();
        Optional<IOException> failure = target.failure;
        target.failure = Optional.empty();
        return failure.filter(reason -> !HtgException.isClosedPipe(reason)).map(ResultWriter::cannotWrite);
    }

    private static HtgException cannotWrite(IOException failure) {
        return new HtgException(
                ExitCode.ENVIRONMENT,
                "Cannot write the result to standard output: " + HtgException.reason(failure),
                "The work itself was done; only its report is missing.",
                failure);
    }

    private static final class Target extends Writer {
        private final OutputStream out;
        private final StringWriter held = new StringWriter();
        private boolean holding;
        private Optional<IOException> failure = Optional.empty();

        Target(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(char[] text, int offset, int length) {
            held.write(text, offset, length);
        }

        @Override
        public void flush() {
            if (!holding) {
                release();
            }
        }

        void release() {
            byte[] bytes = held.toString().getBytes(StandardCharsets.UTF_8);
            held.getBuffer().setLength(0);
            try {
                out.write(bytes);
                out.flush();
            } catch (IOException reason) {
                failure = failure.isPresent() ? failure : Optional.of(reason);
            }
        }

        @Override
        public void close() {
            flush();
        }
    }
}
