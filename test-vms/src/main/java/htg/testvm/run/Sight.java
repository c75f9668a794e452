package htg.testvm.run;

import htg.common.HtgException;
import htg.testvm.boot.Boot;
import htg.testvm.boot.Outcome;
import htg.testvm.boot.Outcome.Broken;
import htg.testvm.boot.Outcome.Cause;
import htg.testvm.console.ConsoleEvent.Alarm;
import htg.testvm.console.ConsoleEvent.Closed;
import htg.testvm.console.TimedEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Watches any image by what it shows: listens to the serial port ten times a second, and looks at the screen twice, as
 * long as something is expected there.
 */
final class Sight {
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final Duration GOING_OFF = Duration.ofSeconds(2);

    private final Sighting sighting;
    private final Boot boot;
    private final Path picture;
    private final Consumer<TimedEvent> listener;
    private Duration lastLook = Duration.ZERO;

    Sight(Goal.Seen goal, Boot boot, Path folder, Consumer<TimedEvent> listener) {
        this.sighting = new Sighting(goal);
        this.boot = boot;
        this.picture = folder.resolve("sight.png");
        this.listener = listener;
    }

    Outcome await(Duration limit) {
        while (true) {
            if (drain(TICK) || !boot.isOn()) {
                return ended();
            }
            listen();
            look();
            if (sighting.isDone()) {
                return new Outcome.Completed();
            }
            Optional<Outcome> failure = hostFailure().or(() -> sighting.failure(boot.elapsed()));
            if (failure.isPresent()) {
                return failure.get();
            }
            if (boot.elapsed().compareTo(limit) >= 0) {
                return sighting.broken(Cause.TIME_LIMIT, "not seen within " + limit.toSeconds() + " s");
            }
        }
    }

    /** Tells what the consoles said; true when one of them was closed. */
    private boolean drain(Duration patience) {
        for (Optional<TimedEvent> next = boot.next(patience, listener);
                next.isPresent();
                next = boot.next(Duration.ZERO, listener)) {
            if (next.get().event() instanceof Closed) {
                return true;
            }
            note(next.get());
        }
        return false;
    }

    private void note(TimedEvent event) {
        if (event.event() instanceof Alarm sign) {
            sighting.alarm(sign.sign(), event.at());
        }
    }

    /** The other console may still hold the text that is waited for. */
    private Outcome ended() {
        boot.hearOut(listener).forEach(this::note);
        sighting.hear(boot.heard(), boot.elapsed());
        return sighting.isDone() ? new Outcome.Completed() : sighting.broken(Cause.ENDED, "the machine went off");
    }

    private void listen() {
        List<String> toType = sighting.hear(boot.heard(), boot.elapsed());
        try {
            toType.forEach(boot::type);
        } catch (HtgException failure) {
            requireGoingOff(failure);
        }
    }

    private void look() {
        boolean due = boot.elapsed().minus(lastLook).compareTo(BETWEEN_LOOKS) >= 0;
        if (!due || !sighting.needsTheScreen() || !boot.hasScreen() || !boot.isOn()) {
            return;
        }
        try {
            sighting.see(boot.look(picture));
        } catch (HtgException failure) {
            requireGoingOff(failure);
        }
        lastLook = boot.elapsed();
    }

    /** A machine that goes off under our hands is none that fails. */
    private void requireGoingOff(HtgException failure) {
        if (!boot.awaitEnd(GOING_OFF)) {
            throw failure;
        }
    }

    private Optional<Outcome> hostFailure() {
        return boot.mediumError()
                .map(reason ->
                        new Broken(Cause.HOST, "screen", "the host could not read or write the medium: " + reason));
    }
}
