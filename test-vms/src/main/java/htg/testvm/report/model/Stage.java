package htg.testvm.report.model;

import java.time.Duration;
import java.util.List;

/**
 * A part of a boot as a span of time since power-on. Landmarks that only say that something is done end a span that
 * begins at the landmark before.
 *
 * @param broken whether the boot failed here
 * @param landmarks those of this stage, in order
 */
public record Stage(String name, Duration from, Duration to, boolean broken, List<LandmarkRecord> landmarks) {
    public Stage {
        landmarks = List.copyOf(landmarks);
        if (to.compareTo(from) < 0) {
            throw new IllegalArgumentException("stage " + name + " ends before it begins");
        }
    }

    public Phase phase() {
        return Phase.of(name);
    }

    public Duration length() {
        return to.minus(from);
    }
}
