package htg.store.extract;

import htg.store.frame.Frame;
import htg.store.frame.FrameException;
import java.io.IOException;

/** Takes what a reader sends, frame by frame. What is no part of what was asked for is refused. */
public interface Sink {
    /** A part of the result. */
    default void text(String text) throws IOException {
        throw new FrameException("the reader sent text that nobody asked for");
    }

    /** A file, folder or link begins. */
    default void begin(Frame.Begin begin) throws IOException {
        throw new FrameException("the reader sent a file that nobody asked for");
    }

    /** Bytes of the file that has begun. */
    default void data(long offset, byte[] bytes) throws IOException {
        throw new FrameException("the reader sent data that nobody asked for");
    }

    /** The file that has begun is complete. */
    default void end() throws IOException {
        throw new FrameException("the reader ended a file that it never began");
    }

    /** The rest of the file that has begun cannot be read. */
    default void abandon() throws IOException {
        throw new FrameException("the reader gave up a file that it never began");
    }

    /** All was sent that could be; refused in the middle of a file. */
    default void done() throws IOException {}
}
