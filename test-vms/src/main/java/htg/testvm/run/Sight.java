package htg.testvm.run;

import htg.testvm.boot.Boot;
import htg.testvm.boot.Outcome;
import htg.testvm.boot.Outcome.Broken;
import htg.testvm.boot.Outcome.Cause;
import htg.testvm.console.ConsoleEvent.Alarm;
import htg.testvm.console.ConsoleEvent.Closed;
import htg.testvm.console.TimedEvent;
import htg.testvm.dialogue.Conversation;
import htg.testvm.screen.ScreenExpectation;
import htg.testvm.screen.ScreenExpectation.Text;
import htg.testvm.screen.Snapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Watches any image by what it shows: looks at the screen twice a second, and listens to the serial port. */
final class Sight {
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** A text longer than this is not found where two pieces of the serial port's output meet. */
    private static final int OVERLAP = 4096;

    private final Boot boot;
    private final Path picture;
    private final Consumer<TimedEvent> listener;
    private final List<ScreenExpectation> open;
    private Optional<Conversation> conversation;
    private String heard = "";
    private String mismatch = "the screen was not seen yet";
    private Optional<String> alarm = Optional.empty();

    Sight(Goal.Seen goal, Boot boot, Path folder, Consumer<TimedEvent> listener) {
        this.boot = boot;
        this.picture = folder.resolve("sight.png");
        this.listener = listener;
        this.open = new ArrayList<>(goal.expectations());
        this.conversation = goal.dialogue().map(dialogue -> dialogue.begin());
    }

    Outcome await(Duration limit) {
        while (boot.elapsed().compareTo(limit) < 0) {
            boolean over = drain();
            listen();
            if (isDone()) {
                return new Outcome.Completed();
            }
            if (over) {
                return broken(Cause.ENDED, "the machine went off; ");
            }
            Optional<String> failure = conversation.flatMap(talk -> talk.failure(boot.elapsed()));
            if (failure.isPresent()) {
                return new Broken(Cause.STAGE_FAILED, "dialogue", failure.get());
            }
            look();
        }
        return broken(Cause.HANG, "not seen within " + limit.toSeconds() + " s: ");
    }

    private boolean isDone() {
        return open.isEmpty() && conversation.map(Conversation::isFinished).orElse(true);
    }

    /** Tells what the consoles said; true when the machine is gone. */
    private boolean drain() {
        for (Optional<TimedEvent> next = boot.next(PAUSE, listener);
                next.isPresent();
                next = boot.next(Duration.ZERO, listener)) {
            if (next.get().event() instanceof Closed) {
                return true;
            }
            if (next.get().event() instanceof Alarm sign) {
                alarm = Optional.of(sign.sign().meaning());
            }
        }
        return false;
    }

    private void listen() {
        String text = boot.heard();
        String window = heard + text;
        open.removeIf(one -> one instanceof Text expected && expected.pattern().isIn(window));
        heard = window.substring(Math.max(0, window.length() - OVERLAP));
        conversation = conversation.map(talk -> {
            Conversation.Turn turn = talk.hear(text, boot.elapsed());
            turn.toSend().forEach(boot::type);
            return turn.next();
        });
    }

    private void look() {
        if (open.isEmpty() || !boot.isOn()) {
            return;
        }
        Snapshot seen = boot.look(picture);
        open.removeIf(one -> one.check(seen).isEmpty());
        mismatch = open.stream().findFirst().flatMap(one -> one.check(seen)).orElse("");
    }

    private Outcome broken(Cause cause, String how) {
        String why = alarm.map(sign -> " (" + sign + ")").orElse("");
        return new Broken(cause, "screen", how + mismatch + why);
    }
}
