package htg.store.extract;

import htg.store.frame.Frame;
import java.io.IOException;

/**
 * Takes a result of text and of files.
 *
 * @param text for the text
 * @param files for the files
 */
public record TextAndFiles(Sink text, Sink files) implements Sink {
    @Override
    public void text(String words) throws IOException {
        text.text(words);
    }

    @Override
    public void begin(Frame.Begin begin) throws IOException {
        files.begin(begin);
    }

    @Override
    public void data(long offset, byte[] bytes) throws IOException {
        files.data(offset, bytes);
    }

    @Override
    public void end() throws IOException {
        files.end();
    }

    @Override
    public void abandon() throws IOException {
        files.abandon();
    }

    @Override
    public void done() throws IOException {
        files.done();
    }
}
