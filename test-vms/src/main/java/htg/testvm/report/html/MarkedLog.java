package htg.testvm.report.html;

import htg.testvm.console.ConsoleEvent;
import htg.testvm.console.ConsoleParser;
import htg.testvm.report.model.PlainText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Cuts a log into pieces: lines that a landmark, a check or an alarm was read from, and the text between them. */
final class MarkedLog {
    private static final Pattern LINE_END = Pattern.compile("\\r+(?:\\n\\r*)?|\\n\\r*");

    /** The frame of GRUB's menu; its line drawing is no UTF-8. Whatever one byte of it is taken for may follow. */
    private static final Pattern FRAME = Pattern.compile("[\\s|+\uFFFD-]*\\S?");

    private static final Pattern GARBAGE = Pattern.compile("\uFFFD{2,}");

    private final LandmarkPlaces places;
    private final List<LogPiece> pieces = new ArrayList<>();
    private final StringBuilder between = new StringBuilder();
    private ConsoleParser parser = new ConsoleParser();

    private MarkedLog(LandmarkPlaces places) {
        this.places = places;
    }

    static List<LogPiece> of(LogExcerpt log, Path file, LandmarkPlaces places) {
        MarkedLog marked = new MarkedLog(places);
        marked.add(log.head());
        if (!log.tail().isEmpty()) {
            marked.cut(log, file);
            marked.add(log.tail());
        }
        marked.flush();
        return marked.pieces;
    }

    /** A line without its escape sequences. Where the cursor was moved it is several, of which those are left that say something. */
    static String readable(String line) {
        String plain = PlainText.of(line);
        if (plain.indexOf('\uFFFD') >= 0) {
            plain = GARBAGE.matcher(plain).replaceAll("\uFFFD");
        }
        return plain.indexOf('\n') < 0
                ? plain
                : plain.lines()
                        .map(String::stripTrailing)
                        .filter(part -> !FRAME.matcher(part).matches())
                        .collect(Collectors.joining("\n"));
    }

    private void add(String text) {
        List<String> lines = List.of(LINE_END.split(text, -1));
        // What stands behind the last line's end is no line.
        int count = lines.get(lines.size() - 1).isEmpty() ? lines.size() - 1 : lines.size();
        lines.subList(0, count).forEach(this::addLine);
    }

    private void addLine(String line) {
        String text = readable(line) + "\n";
        Optional<LogPiece> mark = parser.read(line + "\n").stream()
                .map(event -> mark(event, text))
                .flatMap(Optional::stream)
                .findFirst();
        if (mark.isPresent()) {
            flush();
            pieces.add(mark.get());
        } else if (!text.isBlank() || !endsEmpty()) {
            between.append(text);
        }
    }

    private Optional<LogPiece> mark(ConsoleEvent event, String text) {
        if (event instanceof ConsoleEvent.Landmark landmark) {
            return Optional.of(places.mark(landmark, text));
        } else if (event instanceof ConsoleEvent.CheckResult check) {
            String label = check.name() + (check.passed() ? " ok" : " fail");
            return Optional.of(new LogPiece(check.passed() ? "check" : "alarm", text, "", PlainText.line(label)));
        } else if (event instanceof ConsoleEvent.Alarm alarm) {
            return Optional.of(new LogPiece("alarm", text, "", alarm.sign().meaning()));
        }
        return Optional.empty();
    }

    private void cut(LogExcerpt log, Path file) {
        flush();
        String note = log.cut() + " of " + log.size() + " are cut here; the whole log is " + file;
        pieces.add(new LogPiece("cut", PlainText.line(note) + "\n", "", ""));
        parser = new ConsoleParser();
    }

    private boolean endsEmpty() {
        int length = between.length();
        return length == 0 || between.substring(Math.max(0, length - 2)).isBlank();
    }

    private void flush() {
        if (between.length() > 0) {
            pieces.add(LogPiece.plain(between.toString()));
            between.setLength(0);
        }
    }
}
