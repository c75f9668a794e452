package htg.testvm.report.html;

/**
 * A part of a log that is shown in one way. Public for FreeMarker, which sees no other types.
 *
 * @param kind {@code plain}, {@code landmark}, {@code check}, {@code alarm} or {@code cut}
 * @param id where links lead to; empty for none
 * @param label what is written beside it
 */
public record LogPiece(String kind, String text, String id, String label) {
    static LogPiece plain(String text) {
        return new LogPiece("plain", text, "", "");
    }
}
