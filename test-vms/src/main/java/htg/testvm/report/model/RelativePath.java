package htg.testvm.report.model;

import java.nio.file.Path;

/** Checks paths that came out of a file: a report only ever leads to what is in its own folder. */
final class RelativePath {
    private RelativePath() {}

    /** Returns {@code path}, unless it leads out of the folder it starts from. */
    static String checked(String path) {
        Path normal = Path.of(path).normalize();
        if (path.isBlank()
                || normal.isAbsolute()
                || normal.startsWith("..")
                || !PlainText.line(path).equals(path)) {
            throw new IllegalArgumentException("'" + PlainText.line(path) + "' is no path inside a report");
        }
        return path;
    }
}
