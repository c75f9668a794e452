package htg.testvm.dialogue;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.testvm.pattern.TextPattern;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is said and answered over a serial port, in order. */
public record Dialogue(List<Step> steps) {
    private static final String EXPECT = "expect";
    private static final String SEND = "send";
    private static final String WITHIN = "within";
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})([sm]?)");
    private static final String GRAMMAR =
            "A step is 'expect: TEXT or /REGEX/', with 'within: 90s' if need be, or" + " 'send: TEXT'.";

    public Dialogue {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new HtgException(ExitCode.USAGE, "A dialogue without steps says nothing", GRAMMAR);
        }
    }

    /**
     * Reads steps as users write them in YAML, where each is one of
     *
     * <pre>{@code
     * - expect: 'login: '
     *   within: 90s
     * - send: 'root\n'
     * }</pre>
     *
     * @throws HtgException {@link ExitCode#USAGE}, with the number of the step that is wrong
     */
    public static Dialogue parse(List<? extends Map<String, String>> written) {
        List<Step> steps = new ArrayList<>();
        for (int index = 0; index < written.size(); index++) {
            try {
                steps.add(step(written.get(index)));
            } catch (HtgException wrong) {
                throw new HtgException(
                        wrong.code(), "Step " + (index + 1) + ": " + wrong.getMessage(), wrong.hint(), wrong);
            }
        }
        return new Dialogue(steps);
    }

    /** The dialogue before its first step. */
    public Conversation begin() {
        return Conversation.of(this);
    }

    private static Step step(Map<String, String> written) {
        Set<String> words = written.keySet();
        Optional<String> unknown = words.stream()
                .filter(word -> !Set.of(EXPECT, SEND, WITHIN).contains(word))
                .sorted()
                .findFirst();
        if (unknown.isPresent()) {
            throw refused("'" + unknown.get() + "' is no word of a dialogue");
        }
        String expected = written.get(EXPECT);
        String sent = written.get(SEND);
        if (expected != null && sent == null) {
            return new Step.Expect(TextPattern.parse(expected), within(written));
        }
        if (sent != null && words.size() == 1) {
            return Step.Send.parse(sent);
        }
        throw refused(sent == null ? "it says neither expect nor send" : "send stands alone");
    }

    private static Duration within(Map<String, String> written) {
        String text = written.get(WITHIN);
        if (text == null) {
            return Step.Expect.USUALLY_WITHIN;
        }
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw refused("'" + text + "' is no time such as 90s or 10m");
        }
        long number = Long.parseLong(matcher.group(1));
        return "m".equals(matcher.group(2)) ? Duration.ofMinutes(number) : Duration.ofSeconds(number);
    }

    private static HtgException refused(String message) {
        return new HtgException(ExitCode.USAGE, message, GRAMMAR);
    }
}
