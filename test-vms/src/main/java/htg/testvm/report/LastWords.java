package htg.testvm.report;

import htg.testvm.report.model.PlainText;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The end of a serial log: where a report is out of reach, as on a CI machine that is gone, it is often all there is. */
final class LastWords {
    private static final int LINES = 5;
    private static final int BYTES = 4096;
    private static final int WIDTH = 76;

    private LastWords() {}

    /** The last lines of the log, each indented and cut to a terminal's width; empty when there is no log to read. */
    static String of(Path log) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(0, file.length() - BYTES);
            byte[] end = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(end);
            return lines(PlainText.of(new String(end, StandardCharsets.UTF_8)));
        } catch (IOException unreadable) {
            return "";
        }
    }

    private static String lines(String text) {
        List<String> lines =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        return lines.stream()
                .skip(Math.max(0, lines.size() - LINES))
                .map(line -> "  | " + line.substring(0, Math.min(WIDTH, line.length())) + "\n")
                .collect(Collectors.joining());
    }
}
