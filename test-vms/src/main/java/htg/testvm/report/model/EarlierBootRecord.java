package htg.testvm.report.model;

import java.time.Duration;
import java.util.List;

/**
 * A boot in a cell whose power was to be cut before the one that counts: it was, or the boot broke on its way there.
 *
 * @param end a sentence: how it ended
 * @param elapsed from power-on to its end
 * @param pictures their files are in this boot's folder
 * @param folder where its logs and pictures are, relative to the report
 */
public record EarlierBootRecord(
        String end, Duration elapsed, List<LandmarkRecord> timeline, List<PictureRecord> pictures, String folder) {
    public EarlierBootRecord {
        end = PlainText.line(end);
        elapsed = Milliseconds.of(elapsed);
        timeline = List.copyOf(timeline);
        pictures = List.copyOf(pictures);
        folder = RelativePath.checked(folder);
    }

    /** This boot as spans of time, see {@link Stage}. */
    public List<Stage> stages() {
        return StageWalk.through(timeline);
    }
}
