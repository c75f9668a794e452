package htg.image.report;

import htg.common.event.Event;
import htg.common.event.EventSink;
import java.util.ArrayList;
import java.util.List;

/** Passes events on and keeps the finished steps for the report. Thread-safe. */
public final class StepRecorder implements EventSink {
    private final EventSink next;
    private final List<BuildReport.Step> steps = new ArrayList<>();

    public StepRecorder(EventSink next) {
        this.next = next;
    }

    @Override
    public void emit(Event event) {
        if (event instanceof Event.StepFinished finished) {
            synchronized (steps) {
                steps.add(
                        new BuildReport.Step(finished.step(), finished.elapsed().toMillis(), finished.outcome()));
            }
        }
        next.emit(event);
    }

    public List<BuildReport.Step> steps() {
        synchronized (steps) {
            return List.copyOf(steps);
        }
    }
}
