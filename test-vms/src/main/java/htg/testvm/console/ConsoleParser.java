package htg.testvm.console;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads events out of one console's text. Lines of ours are only believed when they are complete; a prompt, which never
 * ends in a newline, is recognized while it stands there. Not thread-safe.
 */
public final class ConsoleParser {
    /** More than any line of ours; a "line" of cursor movements may be longer and is cut. */
    private static final int LINE_LIMIT = 4096;

    private static final Pattern STAGE = Pattern.compile("HTG-STAGE (\\S+) (start|ok|fail)(?: (.*))?$");
    private static final Pattern CHECK = Pattern.compile("HTG-CHECK (\\S+) (ok|fail)(?: (.*))?$");
    private static final Pattern CHECK_OUTPUT = Pattern.compile("HTG-CHECK-OUTPUT (\\S+) (.*)$");

    /** The kernel does not wait for a program to finish its line: its message lands in the middle. */
    private static final Pattern KERNEL_MESSAGE = Pattern.compile("\\[ *\\d+\\.\\d{6}] ");

    private final StringBuilder line = new StringBuilder();
    private final Set<String> seen = new HashSet<>();
    private final Set<AlarmSign> alarms = EnumSet.noneOf(AlarmSign.class);

    /** The first part of a line that a kernel message tore. */
    private String torn = "";

    private char previous;

    /** The events that {@code text}, the next piece of the stream, completes. */
    public List<ConsoleEvent> read(String text) {
        List<ConsoleEvent> events = new java.util.ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            read(text.charAt(i)).ifPresent(events::add);
        }
        prompt().ifPresent(events::add);
        return events;
    }

    private Optional<ConsoleEvent> read(char next) {
        boolean secondHalfOfAnEnd = next == '\n' && previous == '\r';
        previous = next;
        if (secondHalfOfAnEnd) {
            // An empty line here would pass for the rest of a line that a kernel message tore.
            return Optional.empty();
        }
        if (next == '\n' || next == '\r') {
            return complete();
        }
        if (line.length() < LINE_LIMIT) {
            line.append(next);
        }
        return Optional.empty();
    }

    private Optional<ConsoleEvent> complete() {
        String text = ConsoleText.plain(line.toString());
        line.setLength(0);
        Matcher kernel = KERNEL_MESSAGE.matcher(text);
        if (kernel.find() && !isOutput(torn + text.substring(0, kernel.start()))) {
            torn = torn + text.substring(0, kernel.start());
            return event(text.substring(kernel.start()));
        }
        String whole = torn + text;
        torn = "";
        return event(whole);
    }

    private Optional<ConsoleEvent> event(String text) {
        return text.isEmpty()
                ? Optional.empty()
                : output(text).or(() -> stage(text)).or(() -> check(text)).or(() -> foreign(text, true));
    }

    /** What a check prints is its own: it may quote the kernel, a landmark or a panic of another boot. */
    private static boolean isOutput(String text) {
        return CHECK_OUTPUT.matcher(text).find();
    }

    private Optional<ConsoleEvent> prompt() {
        String text = ConsoleText.plain(line.toString());
        return text.isEmpty() || isOutput(text) ? Optional.empty() : foreign(text, false);
    }

    private static Optional<ConsoleEvent> stage(String text) {
        Matcher matcher = STAGE.matcher(text);
        if (!matcher.find()) {
            return Optional.empty();
        }
        Status status = Status.valueOf(matcher.group(2).toUpperCase(Locale.ROOT));
        return Optional.of(new ConsoleEvent.Landmark(matcher.group(1), status, detail(matcher)));
    }

    private static Optional<ConsoleEvent> check(String text) {
        Matcher result = CHECK.matcher(text);
        return result.find()
                ? Optional.of(
                        new ConsoleEvent.CheckResult(result.group(1), "ok".equals(result.group(2)), detail(result)))
                : Optional.empty();
    }

    private static Optional<ConsoleEvent> output(String text) {
        Matcher output = CHECK_OUTPUT.matcher(text);
        return output.find()
                ? Optional.of(new ConsoleEvent.CheckOutput(output.group(1), output.group(2)))
                : Optional.empty();
    }

    /** Each of these counts once: a menu redraws itself, a panic repeats its headline. */
    private Optional<ConsoleEvent> foreign(String text, boolean complete) {
        Optional<ConsoleEvent> alarm = AlarmSign.on(text, complete)
                .filter(one -> alarms.add(one.sign()))
                .map(one -> one);
        return alarm.or(() -> ForeignLandmark.on(text, complete).filter(landmark -> seen.add(landmark.name())));
    }

    private static String detail(Matcher matcher) {
        return Optional.ofNullable(matcher.group(3)).orElse("").strip();
    }
}
