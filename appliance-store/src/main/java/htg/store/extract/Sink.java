package htg.store.extract;

import htg.store.frame.Frame;
import java.io.IOException;

/** Takes what a reader sends, frame by frame. What is no part of what was asked for is refused. */
public interface Sink {
    /** A part of the result. */
    default void text(String text) throws IOException {
        throw new IOException("the reader sent text that nobody asked for");
    }

    /** A file, folder or link begins. */
    default void begin(Frame.Begin begin) throws IOException {
        throw new IOException("the reader sent a file that nobody asked for");
    }

    /** Bytes of the file that has begun. */
    default void data(long offset, byte[] bytes) throws IOException {
        throw new IOException("the reader sent data that nobody asked for");
    }

    /** The file that has begun is complete. */
    default void end() throws IOException {
        throw new IOException("the reader ended a file that it never began");
    }
}
