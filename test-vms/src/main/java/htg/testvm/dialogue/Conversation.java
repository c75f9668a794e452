package htg.testvm.dialogue;

import htg.testvm.pattern.TextPattern.Span;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far a dialogue has come, as a value: whoever listens to the serial port feeds it. Times are since any fixed moment.
 *
 * @param position index of the step that is due; the number of steps at the end
 * @param unread what the guest has said since the last expected text, the last {@value #WINDOW} characters at most
 * @param lastHeard the last characters heard, read or not
 * @param stepSince when the due step became due; nothing before the first {@link #hear}
 */
public record Conversation(
        Dialogue dialogue, int position, String unread, String lastHeard, Optional<Duration> stepSince) {
    /** How far back an expected text is looked for; a guest in a loop fills no memory. */
    public static final int WINDOW = 1 << 16;

    private static final int REMEMBERED = 2000;
    private static final int LAST_LINES = 5;

    /**
     * What hearing something leads to.
     *
     * @param next the conversation from now on
     * @param toSend what to type now, in order
     */
    public record Turn(Conversation next, List<String> toSend) {
        public Turn {
            toSend = List.copyOf(toSend);
        }
    }

    static Conversation of(Dialogue dialogue) {
        return new Conversation(dialogue, 0, "", "", Optional.empty());
    }

    /** Hears {@code text}, which may be empty: the first step's time runs from the first call, which may send already. */
    public Turn hear(String text, Duration now) {
        Conversation current = new Conversation(
                dialogue,
                position,
                tail(unread + text, WINDOW),
                tail(lastHeard + text, REMEMBERED),
                Optional.of(stepSince.orElse(now)));
        List<String> toSend = new ArrayList<>();
        for (Optional<Conversation> next = current.advance(now, toSend);
                next.isPresent();
                next = current.advance(now, toSend)) {
            current = next.get();
        }
        return new Turn(current, toSend);
    }

    /** Whether all steps are done. */
    public boolean isFinished() {
        return position == dialogue.steps().size();
    }

    /** Which step did not come true in its time, and the last lines heard; empty while there is time left. */
    public Optional<String> failure(Duration now) {
        return deadline()
                .filter(end -> now.compareTo(end) >= 0)
                .map(end -> broken("did not come true within "
                        + expected().orElseThrow().within().toSeconds() + " s"));
    }

    /** When the due step's time is up; empty when none is due. */
    public Optional<Duration> deadline() {
        return expected().flatMap(step -> stepSince.map(since -> since.plus(step.within())));
    }

    /** A sentence on the due step: {@code step 2 (expect: '# ') did not come true; last heard: 'login: '}. */
    public String broken(String how) {
        String step = isFinished()
                ? "the dialogue"
                : "step " + (position + 1) + " (" + dialogue.steps().get(position) + ")";
        List<String> lines = lastLines();
        return step + " " + how
                + (lines.isEmpty()
                        ? "; nothing was heard"
                        : "; last heard: '" + Escapes.of(String.join(" / ", lines)) + "'");
    }

    /** The last lines heard that are not blank. */
    public List<String> lastLines() {
        List<String> lines = lastHeard.lines().filter(line -> !line.isBlank()).toList();
        return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    }

    private Optional<Step.Expect> expected() {
        return !isFinished() && dialogue.steps().get(position) instanceof Step.Expect expect
                ? Optional.of(expect)
                : Optional.empty();
    }

    private Optional<Conversation> advance(Duration now, List<String> toSend) {
        if (isFinished()) {
            return Optional.empty();
        }
        Step step = dialogue.steps().get(position);
        if (step instanceof Step.Send send) {
            toSend.add(send.text());
            return Optional.of(then(0, now));
        }
        return ((Step.Expect) step).pattern().find(unread).map(Span::end).map(end -> then(end, now));
    }

    private Conversation then(int read, Duration now) {
        return new Conversation(dialogue, position + 1, unread.substring(read), lastHeard, Optional.of(now));
    }

    private static String tail(String text, int length) {
        return text.substring(Math.max(0, text.length() - length));
    }
}
