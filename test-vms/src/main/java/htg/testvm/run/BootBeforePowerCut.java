package htg.testvm.run;

import htg.common.HtgException;
import htg.testvm.boot.Boot;
import htg.testvm.boot.BootPlan;
import htg.testvm.boot.Outcome;
import htg.testvm.console.ConsoleEvent.Landmark;
import htg.testvm.console.TimedEvent;
import htg.testvm.run.CellResult.EarlierBoot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The first half of a boot whose power fails: what was written until then stays written. Whoever runs it switches the
 * machine on, and off.
 */
final class BootBeforePowerCut {
    /** Name of the folder in the cell's that receives its logs and pictures. */
    static final String FOLDER = "before-power-cut";

    private static final Duration GOING_OFF = Duration.ofSeconds(2);

    private final Boot boot;
    private final Camera camera;
    private final String landmark;
    private Duration elapsed = Duration.ZERO;

    /**
     * A boot that has just begun.
     *
     * @param landmark where the power fails, for example {@code switch ok}
     */
    BootBeforePowerCut(Boot boot, Camera camera, String landmark) {
        this.boot = boot;
        this.camera = camera;
        this.landmark = landmark;
    }

    /**
     * Watches until the power fails, which the outcome calls completed, or the boot breaks on its way there.
     *
     * @param listener passes landmarks on to {@link #take}
     */
    Outcome run(BootPlan way, Duration limit, Consumer<TimedEvent> listener) {
        Outcome outcome = boot.await(way.until(landmark), limit, listener);
        elapsed = boot.elapsed();
        if (outcome instanceof Outcome.Completed) {
            pause();
        }
        boot.events().stream()
                .map(TimedEvent::event)
                .filter(Landmark.class::isInstance)
                .map(Landmark.class::cast)
                .filter(seen -> seen.is(landmark))
                .forEach(camera::take);
        camera.last();
        return outcome;
    }

    /**
     * Takes the picture of a landmark. That of the last one waits until the machine stands still; one of those before it may
     * still be under way then, and holds the cut up until it is done.
     */
    void take(Landmark seen) {
        if (!seen.is(landmark)) {
            camera.take(seen);
        }
    }

    /** So that the machine does nothing more while the last picture is taken. It may have gone off by itself. */
    private void pause() {
        try {
            boot.pause();
        } catch (HtgException failure) {
            if (!boot.awaitEnd(GOING_OFF)) {
                throw failure;
            }
        }
    }

    /** What is known of it once it has run. */
    EarlierBoot record(Outcome outcome, Path logs) {
        String how = outcome instanceof Outcome.Completed ? "the power was cut at " : "broke on its way to ";
        return new EarlierBoot(how + landmark, elapsed, boot.events(), camera.pictures(), logs);
    }
}
