package htg.cli.output;

import htg.cli.output.Terminal.Colour;
import htg.common.event.Event;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A line with a spinner and the time for each running step, redrawn in place; finished steps stay above. */
final class LiveProgress extends Progress {
    private static final long FRAME_MILLIS = 125;
    private static final String SPINNER = "|/-\\";
    private static final String ERASE_LINE = "\r\033[K";
    private static final String LINE_UP = "\033[A";

    private final PrintStream err;
    private final Terminal terminal;
    private final Map<String, Active> running = new LinkedHashMap<>();
    private final ScheduledExecutorService painter = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "htg-progress");
        thread.setDaemon(true);
        return thread;
    });
    private int linesDrawn;
    private int frame;

    LiveProgress(PrintStream err, Terminal terminal, boolean verbose, boolean quiet) {
        super(terminal, verbose, quiet);
        this.err = err;
        this.terminal = terminal;
        var unused = painter.scheduleWithFixedDelay(this::tick, FRAME_MILLIS, FRAME_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    void step(Event event) {
        if (event instanceof Event.StepStarted started) {
            running.put(started.step(), new Active(started.description(), System.nanoTime()));
            redraw("");
        } else if (event instanceof Event.StepProgress progress) {
            progressed(progress);
        } else if (event instanceof Event.StepFinished finished) {
            ended(finished.step(), Colour.GREEN, "done", finished.elapsed(), finished.outcome());
        } else if (event instanceof Event.StepFailed failed) {
            ended(failed.step(), Colour.RED, "FAIL", failed.elapsed(), "");
        }
    }

    private void progressed(Event.StepProgress progress) {
        Active active = running.get(progress.step());
        if (active == null) {
            line("[" + progress.step() + "] " + progress.detail());
        } else {
            running.put(progress.step(), active.now(progress.detail()));
        }
    }

    private void ended(String step, Colour colour, String mark, Duration elapsed, String outcome) {
        running.remove(step);
        String text = String.format("%-14s %10s  %s", step, seconds(elapsed), outcome);
        line(terminal.paint(colour, mark) + " " + text.stripTrailing());
    }

    @Override
    void line(String text) {
        redraw(text + "\n");
    }

    @Override
    public void close() {
        painter.shutdownNow();
        synchronized (this) {
            running.clear();
            redraw("");
        }
    }

    private synchronized void tick() {
        frame++;
        if (!running.isEmpty()) {
            redraw("");
        }
    }

    /** Erases the live lines, writes {@code permanent}, draws the live lines again: one write, so nothing flickers. */
    private void redraw(String permanent) {
        StringBuilder text = new StringBuilder();
        if (linesDrawn > 0) {
            text.append(ERASE_LINE).append((LINE_UP + ERASE_LINE).repeat(linesDrawn - 1));
        }
        text.append(permanent);
        linesDrawn = 0;
        for (Map.Entry<String, Active> entry : running.entrySet()) {
            text.append(linesDrawn++ == 0 ? "" : "\n").append(liveLine(entry.getKey(), entry.getValue()));
        }
        err.print(text);
        err.flush();
    }

    private String liveLine(String step, Active active) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - active.startNanos());
        char spinner = SPINNER.charAt(frame % SPINNER.length());
        String text = String.format(" %c   %-14s %10s  %s", spinner, step, seconds(elapsed), active.text());
        return text.length() < terminal.width() ? text : text.substring(0, terminal.width() - 1);
    }

    private record Active(String text, long startNanos) {
        Active now(String detail) {
            return new Active(detail, startNanos);
        }
    }
}
