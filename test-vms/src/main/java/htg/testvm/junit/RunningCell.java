package htg.testvm.junit;

import htg.testvm.boot.Boot;
import htg.testvm.boot.Outcome;
import htg.testvm.cell.Cell;
import htg.testvm.console.ConsoleEvent.Landmark;
import htg.testvm.console.TimedEvent;
import htg.testvm.dialogue.Dialogue;
import htg.testvm.matrix.Until;
import htg.testvm.run.Goal;
import htg.testvm.run.LiveCell;
import htg.testvm.screen.ScreenExpectation;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A machine that is on, for a test to steer:
 *
 * <pre>{@code
 * @BootTest(image = "out/htg.img", cells = "bios/usb-xhci")
 * void comesBackWhenItIsPulledOutEarly(RunningCell machine) {
 *     machine.await("consoles");
 *     machine.unplug();
 *     machine.plug();
 *     machine.await("switch");
 * }
 * }</pre>
 *
 * <p>Each wait fails the test, with the stage, the last landmark and the script that repeats the cell, when what it waits
 * for does not come. Not thread-safe.
 */
public final class RunningCell {
    private final LiveCell live;
    private final Cell cell;

    RunningCell(LiveCell live, Cell cell) {
        this.live = live;
        this.cell = cell;
    }

    public Cell cell() {
        return cell;
    }

    /**
     * Waits for a landmark of an htg stick, and for those before it.
     *
     * @param landmark {@code switch}, or exactly {@code switch-start}
     */
    public void await(String landmark) {
        require(live.await(Until.landmark(landmark)));
    }

    /** Waits for a text, or an {@code /expression/}, on the screen or, from now on, on the serial port. */
    public void awaitText(String text) {
        await(ScreenExpectation.text(text));
    }

    /** Waits until the screen shows something. */
    public void await(ScreenExpectation expectation) {
        require(live.await(new Goal.Seen(List.of(expectation), Optional.empty())));
    }

    /** Holds a dialogue over the serial port, to its end. */
    public void hold(Dialogue dialogue) {
        require(live.await(new Goal.Seen(List.of(), Optional.of(dialogue))));
    }

    /** Puts the stick into its slot. */
    public void plug() {
        boot().plug();
    }

    /** Pulls the stick out of its slot. */
    public void unplug() {
        boot().unplug();
    }

    /** Takes a picture of the screen, {@code NAME.png} in {@link #folder}. */
    public Path screenshot(String name) {
        Path file = folder().resolve(name + ".png");
        boot().screenshot(file);
        return file;
    }

    /** Everything else that can be done to the machine, and what it has said so far. */
    public Boot boot() {
        return live.boot();
    }

    /** Where its logs are. */
    public Path folder() {
        return live.folder();
    }

    private void require(Outcome outcome) {
        if (outcome instanceof Outcome.Broken broken) {
            throw Failures.at(cell, broken.stage(), broken.reason(), lastLandmark(), folder());
        }
    }

    private String lastLandmark() {
        return boot().events().stream()
                .map(TimedEvent::event)
                .filter(Landmark.class::isInstance)
                .reduce((earlier, later) -> later)
                .map(Object::toString)
                .orElse("none");
    }

    void close() {
        live.close();
    }
}
