package htg.image.vm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A guest's serial console. Its script's words are lines {@code HTG-VM NONCE progress|done|fail TEXT}; the nonce keeps
 * anything else that is printed there from being taken for one. Every line is a sign of life.
 */
final class Console implements AutoCloseable {
    private static final int TAIL = 15;
    private static final String END = "end";

    private final BlockingQueue<Word> words = new LinkedBlockingQueue<>();
    private final Deque<String> tail = new ArrayDeque<>();
    private final String mark;
    private final Thread reader;

    Console(InputStream output, String nonce) {
        this.mark = "HTG-VM " + nonce + " ";
        this.reader = new Thread(() -> read(output), "htg-vm-console");
        reader.setDaemon(true);
        reader.start();
    }

    /** What a word means. */
    enum Kind {
        PROGRESS,
        DONE,
        FAILURE,
        /** The console was closed. */
        END,
        SILENCE
    }

    /** Something the guest said, or that it says nothing. */
    record Word(Kind kind, String text) {}

    /** The next word; one of silence when there is none for so long. */
    Word next(Duration patience) {
        try {
            @Nullable Word word = words.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
            return word == null ? new Word(Kind.SILENCE, "") : word;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    /** The last lines. */
    List<String> tail() {
        synchronized (tail) {
            return new ArrayList<>(tail);
        }
    }

    @Override
    public void close() {
        reader.interrupt();
    }

    private void read(InputStream output) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                hear(line.replaceAll("\\p{Cntrl}", "").strip());
            }
        } catch (IOException gone) {
            remember("(" + gone.getMessage() + ")");
        }
        words.add(new Word(Kind.END, END));
    }

    private void hear(String line) {
        int at = line.indexOf(mark);
        if (at < 0) {
            remember(line);
            return;
        }
        String said = line.substring(at + mark.length());
        String text = said.substring(said.indexOf(' ') + 1);
        remember(text);
        if (said.startsWith("progress ")) {
            words.add(new Word(Kind.PROGRESS, text));
        } else if (said.startsWith("fail ")) {
            words.add(new Word(Kind.FAILURE, text));
        } else if (said.equals("done")) {
            words.add(new Word(Kind.DONE, ""));
        }
    }

    private void remember(String line) {
        synchronized (tail) {
            tail.addLast(line);
            if (tail.size() > TAIL) {
                tail.removeFirst();
            }
        }
    }
}
