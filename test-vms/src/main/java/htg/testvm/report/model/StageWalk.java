package htg.testvm.report.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a timeline from power-on to its end, and cuts it into stages. */
final class StageWalk {
    private final List<Stage> stages = new ArrayList<>();
    private final List<LandmarkRecord> own = new ArrayList<>();
    private @Nullable String open;
    private Duration begin = Duration.ZERO;
    private Duration now = Duration.ZERO;

    private StageWalk() {}

    static List<Stage> through(CellRecord cell) {
        StageWalk walk = new StageWalk();
        cell.timeline().forEach(walk::pass);
        if (cell.verdict().kind() == VerdictRecord.Kind.FAILED) {
            walk.breakOff(cell.verdict().stage(), cell.elapsed());
        }
        walk.close(walk.now, false);
        return List.copyOf(walk.stages);
    }

    /** Of a boot that is not judged. */
    static List<Stage> through(List<LandmarkRecord> timeline) {
        StageWalk walk = new StageWalk();
        timeline.forEach(walk::pass);
        walk.close(walk.now, false);
        return List.copyOf(walk.stages);
    }

    private void pass(LandmarkRecord landmark) {
        // Two consoles are read by two threads: a landmark may be told a moment after a later one.
        Duration at = landmark.at().compareTo(now) < 0 ? now : landmark.at();
        if (!landmark.name().equals(open)) {
            begin(landmark, at);
        }
        own.add(landmark);
        now = at;
        if (!landmark.begins()) {
            close(at, landmark.failed());
        }
    }

    private void begin(LandmarkRecord landmark, Duration at) {
        if (open == null && stages.isEmpty() && landmark.begins()) {
            // What runs before the first word of anybody is the firmware, which may be silent.
            open = Phase.FIRMWARE.toString();
        }
        Duration from = open == null ? now : at;
        close(at, false);
        open = landmark.name();
        begin = from;
    }

    private void close(Duration at, boolean broken) {
        if (open != null) {
            stages.add(new Stage(open, begin, at, broken, own));
        }
        open = null;
        own.clear();
    }

    private void breakOff(Optional<String> where, Duration elapsed) {
        Duration end = elapsed.compareTo(now) < 0 ? now : elapsed;
        if (open != null && where.filter(name -> !name.equals(open)).isEmpty()) {
            close(end, true);
        } else if (where.isPresent() && stages.stream().noneMatch(Stage::broken)) {
            close(now, false);
            breakAt(where.get(), end);
        }
    }

    /** Marks the last stage of this name, or adds one that never showed. */
    private void breakAt(String name, Duration end) {
        for (int i = stages.size() - 1; i >= 0; i--) {
            Stage stage = stages.get(i);
            if (stage.name().equals(name)) {
                stages.set(i, new Stage(name, stage.from(), stage.to(), true, stage.landmarks()));
                return;
            }
        }
        stages.add(new Stage(name, now, end, true, List.of()));
    }
}
