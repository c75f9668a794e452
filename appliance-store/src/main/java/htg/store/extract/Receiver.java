package htg.store.extract;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.store.frame.Frame;
import htg.store.frame.FrameReader;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** Passes a reader's frames on until its last one. */
public final class Receiver {
    private static final int MOST_NOTES = 10_000;

    private final FrameReader frames;
    private final Consumer<String> notes;
    private int noted;

    /**
     * Receives nothing yet.
     *
     * @param notes is told what the reader finds worth knowing
     */
    public Receiver(FrameReader frames, Consumer<String> notes) {
        this.frames = frames;
        this.notes = notes;
    }

    /**
     * Receives all.
     *
     * @return how the reader has ended: its last frame; empty where it was cut off, and the sink may be in the middle of a file
     * @throws IOException when it does not keep to what it should send, or the sink cannot take it
     */
    public Optional<Frame> receive(Sink sink) throws IOException {
        for (Optional<Frame> frame = frames.next(); frame.isPresent(); frame = frames.next()) {
            if (frame.get() instanceof Frame.Done || frame.get() instanceof Frame.Fault) {
                if (isComplete(frame.get())) {
                    sink.done();
                }
                return frame;
            }
            pass(frame.get(), sink);
        }
        return Optional.empty();
    }

    private static boolean isComplete(Frame last) {
        return !(last instanceof Frame.Fault fault) || fault.kind() == Frame.FaultKind.PARTIAL;
    }

    /** Nobody reads more of them, and a terminal is not for flooding. */
    private void note(String sentence) {
        noted++;
        if (noted <= MOST_NOTES) {
            notes.accept(PlainText.line(sentence));
        } else if (noted == MOST_NOTES + 1) {
            notes.accept("What else there is to say about the image is left out.");
        }
    }

    private void pass(Frame frame, Sink sink) throws IOException {
        if (frame instanceof Frame.Text text) {
            sink.text(text.text());
        } else if (frame instanceof Frame.Note note) {
            note(note.sentence());
        } else if (frame instanceof Frame.Begin begin) {
            sink.begin(begin);
        } else if (frame instanceof Frame.Data data) {
            sink.data(data.offset(), data.bytes());
        } else if (frame instanceof Frame.End) {
            sink.end();
        } else if (frame instanceof Frame.Abandoned) {
            sink.abandon();
        }
    }

    /** What a user is told when the reader has said that something failed. */
    public static HtgException failure(Frame.Fault fault) {
        ExitCode code = switch (fault.kind()) {
            case USAGE -> ExitCode.USAGE;
            case IMAGE, PARTIAL, LIMIT, BUG -> ExitCode.FAILED;
        };
        return new HtgException(code, PlainText.line(fault.message()), PlainText.line(fault.hint()));
    }
}
