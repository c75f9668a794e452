package htg.testvm.dialogue;

import htg.common.HtgException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Holds a dialogue over a pair of streams, such as a machine's serial port. */
public final class DialogueRun {
    private static final int CHUNK = 4096;
    private static final int CHUNKS = 64;
    private static final long POLL_MILLIS = 100;

    private final OutputStream output;
    private final BlockingQueue<Heard> queue = new ArrayBlockingQueue<>(CHUNKS);
    private final long start = System.nanoTime();
    private Conversation conversation;
    private volatile boolean over;

    private DialogueRun(Dialogue dialogue, OutputStream output) {
        this.conversation = dialogue.begin();
        this.output = output;
    }

    /** A piece of what the guest says, or why it says no more. */
    private record Heard(String text, Optional<String> end) {}

    /**
     * Holds the dialogue to its end or its failure. A thread reads {@code input} until that ends, also after the dialogue:
     * closing it is the caller's part.
     *
     * @return which step did not come true and the last lines heard; empty when all did
     */
    public static Optional<String> hold(Dialogue dialogue, InputStream input, OutputStream output) {
        DialogueRun run = new DialogueRun(dialogue, output);
        Thread reader = new Thread(() -> run.read(input), "htg-dialogue");
        reader.setDaemon(true);
        reader.start();
        try {
            return run.toEnd();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.of(run.conversation.broken("was interrupted"));
        } catch (IOException failure) {
            return Optional.of(run.conversation.broken("could not be typed: " + HtgException.reason(failure)));
        } finally {
            run.over = true;
        }
    }

    private Optional<String> toEnd() throws IOException, InterruptedException {
        take("");
        while (!conversation.isFinished()) {
            Optional<String> late = conversation.failure(now());
            if (late.isPresent()) {
                return late;
            }
            Heard heard = queue.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
            if (heard != null) {
                take(heard.text());
            }
            if (heard != null && heard.end().isPresent() && !conversation.isFinished()) {
                return Optional.of(
                        conversation.broken("did not come true: " + heard.end().get()));
            }
        }
        return Optional.empty();
    }

    private void take(String text) throws IOException {
        Conversation.Turn turn = conversation.hear(text, now());
        conversation = turn.next();
        type(turn.toSend());
    }

    private void type(List<String> texts) throws IOException {
        for (String text : texts) {
            output.write(text.getBytes(StandardCharsets.UTF_8));
        }
        output.flush();
    }

    private void read(InputStream input) {
        String why = "the serial port was closed";
        try {
            Reader reader = new InputStreamReader(input, StandardCharsets.UTF_8);
            char[] chunk = new char[CHUNK];
            for (int length = reader.read(chunk); length >= 0; length = reader.read(chunk)) {
                pass(new Heard(new String(chunk, 0, length), Optional.empty()));
            }
        } catch (IOException failure) {
            why = HtgException.reason(failure);
        }
        pass(new Heard("", Optional.of(why)));
    }

    /** Waits for room, so that a guest in a loop fills no memory; when nobody listens any more, nothing is kept. */
    private void pass(Heard heard) {
        try {
            boolean passed = false;
            while (!passed && !over) {
                passed = queue.offer(heard, POLL_MILLIS, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration now() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
