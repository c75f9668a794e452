package htg.testvm.run;

import htg.testvm.boot.Outcome;
import htg.testvm.boot.Outcome.Broken;
import htg.testvm.boot.Outcome.Cause;
import htg.testvm.console.AlarmSign;
import htg.testvm.console.ConsoleText;
import htg.testvm.dialogue.Conversation;
import htg.testvm.dialogue.Dialogue;
import htg.testvm.screen.ScreenExpectation;
import htg.testvm.screen.ScreenExpectation.Text;
import htg.testvm.screen.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How much of what an image has to show has been seen. Times are since power-on. */
final class Sighting {
    /** A text longer than this is not found where two pieces of the serial port's output meet. */
    private static final int OVERLAP = 4096;

    /** After these nothing else starts by itself; a moment later, what they lead to has been seen. */
    private static final Set<AlarmSign> FINAL = Set.of(AlarmSign.KERNEL_PANIC, AlarmSign.NO_BOOTABLE_DEVICE);

    private static final Duration AFTERMATH = Duration.ofSeconds(30);

    private final List<ScreenExpectation> open;
    private final SerialText serial = new SerialText();
    private Optional<Conversation> conversation;
    private String heard = "";
    private String mismatch = "";
    private Optional<AlarmSign> alarm = Optional.empty();
    private Optional<Duration> hopelessSince = Optional.empty();

    Sighting(Goal.Seen goal) {
        this.open = new ArrayList<>(goal.expectations());
        this.conversation = goal.dialogue().map(Dialogue::begin);
    }

    /**
     * Hears what the serial port says, which may be nothing.
     *
     * @param bytes a byte a character
     * @return what to type, in order
     */
    List<String> hear(String bytes, Duration now) {
        String text = serial.add(bytes);
        String window = heard + text;
        open.removeIf(one -> one instanceof Text expected && isIn(window, expected));
        heard = window.substring(Math.max(0, window.length() - OVERLAP));
        Optional<Conversation.Turn> turn = conversation.map(talk -> talk.hear(text, now));
        conversation = turn.map(Conversation.Turn::next);
        return turn.map(Conversation.Turn::toSend).orElse(List.of());
    }

    /** A terminal shows what is left without the escape sequences. */
    private static boolean isIn(String window, Text expected) {
        return expected.pattern().isIn(window)
                || expected.pattern().isIn(ConsoleText.withoutEscapes(window).replace("\r", ""));
    }

    /** Looks at a picture of the screen. */
    void see(Snapshot seen) {
        mismatch = "";
        for (ScreenExpectation one : List.copyOf(open)) {
            Optional<String> why = one.check(seen);
            if (why.isEmpty()) {
                open.remove(one);
            } else if (mismatch.isEmpty()) {
                mismatch = why.get();
            }
        }
    }

    /** Hears of a sign that something went wrong. It may be what is expected, so it only ends the wait after a while. */
    void alarm(AlarmSign sign, Duration now) {
        alarm = alarm.or(() -> Optional.of(sign));
        if (FINAL.contains(sign)) {
            hopelessSince = hopelessSince.or(() -> Optional.of(now));
        }
    }

    /** Whether only looking at the screen can bring it on. */
    boolean needsTheScreen() {
        return !open.isEmpty();
    }

    boolean isDone() {
        return open.isEmpty() && conversation.map(Conversation::isFinished).orElse(true);
    }

    /** Why waiting is pointless; empty while it is not. */
    Optional<Outcome> failure(Duration now) {
        Optional<String> unsaid = conversation.flatMap(talk -> talk.failure(now));
        if (unsaid.isPresent()) {
            return unsaid.map(why -> new Broken(Cause.STAGE_FAILED, "dialogue", why + signs()));
        }
        return hopelessSince
                .filter(since -> now.minus(since).compareTo(AFTERMATH) >= 0)
                .map(since -> broken(Cause.ALARM, "nothing more comes"));
    }

    /** The outcome when the wait ends before its time, or at its end. */
    Outcome broken(Cause cause, String how) {
        boolean talks = open.isEmpty();
        String what = talks
                ? conversation.map(talk -> talk.broken("did not come true")).orElse("")
                : missing();
        return new Broken(cause, talks ? "dialogue" : "screen", how + ": " + what + signs());
    }

    private String missing() {
        return mismatch.isEmpty()
                ? open.stream()
                        .map(one -> "'" + one + "'")
                        .collect(Collectors.joining(", ", "never looked at the screen for ", ""))
                : mismatch;
    }

    private String signs() {
        return alarm.map(sign -> " (" + sign.meaning() + ")").orElse("");
    }
}
