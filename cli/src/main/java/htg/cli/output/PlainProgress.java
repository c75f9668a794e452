package htg.cli.output;

import htg.common.event.Event;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** One line when a step begins and one when it ends; a sign of life now and then in between. For logs and pipes. */
final class PlainProgress extends Progress {
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(20);

    private final PrintStream err;
    private final Map<String, Long> lastShown = new HashMap<>();

    PlainProgress(PrintStream err, Terminal terminal, boolean verbose, boolean quiet) {
        super(terminal, verbose, quiet);
        this.err = err;
    }

    @Override
    void step(Event event) {
        if (event instanceof Event.StepStarted started) {
            show(started.step(), started.description());
        } else if (event instanceof Event.StepProgress progress) {
            showNowAndThen(progress);
        } else if (event instanceof Event.StepFinished finished) {
            String outcome = finished.outcome().isEmpty() ? "" : ": " + finished.outcome();
            show(finished.step(), "done in " + seconds(finished.elapsed()) + outcome);
        } else if (event instanceof Event.StepFailed failed) {
            show(failed.step(), "failed after " + seconds(failed.elapsed()));
        }
    }

    private void showNowAndThen(Event.StepProgress progress) {
        Long last = lastShown.get(progress.step());
        if (last == null) {
            show(progress.step(), progress.detail());
        } else if (System.nanoTime() - last >= SIGN_OF_LIFE.toNanos()) {
            show(progress.step(), "... " + progress.detail());
        }
    }

    private void show(String step, String text) {
        lastShown.put(step, System.nanoTime());
        line("[" + step + "] " + text);
    }

    @Override
    void line(String text) {
        err.print(text + "\n");
        err.flush();
    }

    @Override
    public void close() {
        // Every line is complete when it is written.
    }
}
