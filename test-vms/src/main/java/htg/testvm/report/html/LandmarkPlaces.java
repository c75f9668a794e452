package htg.testvm.report.html;

import htg.testvm.console.ConsoleEvent;
import htg.testvm.report.model.LandmarkRecord;
import htg.testvm.report.model.PlainText;
import java.util.List;
import java.util.Optional;

/**
 * Which landmark of a timeline stands where in the logs. What is first in the timeline is taken to be first in the log;
 * one whose line was cut out has no place.
 */
final class LandmarkPlaces {
    private final String prefix;
    private final List<LandmarkRecord> timeline;
    private final boolean[] found;

    LandmarkPlaces(String prefix, List<LandmarkRecord> timeline) {
        this.prefix = prefix;
        this.timeline = timeline;
        this.found = new boolean[timeline.size()];
    }

    /** The piece for a line that {@code seen} was read from, with a place to link to if the timeline has it. */
    LogPiece mark(ConsoleEvent.Landmark seen, String text) {
        String name = PlainText.line(seen.name());
        String status = seen.status().toString();
        String kind = "fail".equals(status) ? "alarm" : "landmark";
        for (int i = 0; i < found.length; i++) {
            LandmarkRecord landmark = timeline.get(i);
            if (!found[i] && landmark.name().equals(name) && landmark.status().equals(status)) {
                found[i] = true;
                return new LogPiece(kind, text, id(i), name + " " + status + ", " + Text.time(landmark.at()));
            }
        }
        return new LogPiece(kind, text, "", name + " " + status);
    }

    /** Where the last of these landmarks that has a place stands. */
    Optional<String> of(List<LandmarkRecord> landmarks) {
        for (int i = found.length - 1; i >= 0; i--) {
            if (found[i] && landmarks.contains(timeline.get(i))) {
                return Optional.of(id(i));
            }
        }
        return Optional.empty();
    }

    private String id(int landmark) {
        return prefix + "-at-" + (landmark + 1);
    }
}
