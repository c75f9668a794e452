package htg.testvm.junit;

import htg.common.HtgException;
import htg.testvm.boot.Boot;
import htg.testvm.cell.Cell;
import htg.testvm.console.ConsoleEvent.Landmark;
import htg.testvm.console.TimedEvent;
import htg.testvm.run.CellResult;
import htg.testvm.run.CellRunner;
import htg.testvm.run.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A cell that has run, for a test to look at.
 *
 * @param result all there is to know
 */
public record BootedCell(CellResult result) {
    public Cell cell() {
        return result.cell();
    }

    public Verdict verdict() {
        return result.verdict();
    }

    /** Where its logs and pictures are. */
    public Path folder() {
        return result.folder();
    }

    /** The script that repeats the cell by hand. */
    public Path reproducer() {
        return folder().resolve(CellRunner.REPRODUCER);
    }

    /** Landmarks with their times, in the order in which they were passed. */
    public List<TimedEvent> landmarks() {
        return result.landmarks();
    }

    /**
     * When a landmark was first passed, since power-on.
     *
     * @param landmark its name and status, for example {@code discover ok}
     */
    public Optional<Duration> at(String landmark) {
        return landmarks().stream()
                .filter(event -> event.event() instanceof Landmark seen && seen.is(landmark))
                .map(TimedEvent::at)
                .findFirst();
    }

    /** What the serial port said, at most 16 MiB; nothing, if the machine did not start. */
    public String serialLog() {
        Path log = folder().resolve(Boot.SERIAL_LOG);
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
        } catch (NoSuchFileException notStarted) {
            return "";
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + log + ": " + HtgException.reason(failure), failure);
        }
    }

    /** The last picture of the screen, a PNG; empty when the machine has no screen or was off. */
    public Optional<Path> screenshot() {
        return Optional.of(folder().resolve(CellRunner.SCREENSHOT)).filter(Files::exists);
    }

    /** Fails unless what was expected happened. */
    void requirePassed() {
        if (!verdict().passed()) {
            String last = landmarks().isEmpty()
                    ? "none"
                    : landmarks().get(landmarks().size() - 1).event().toString();
            throw Failures.at(cell(), verdict().stage(), verdict().reason(), last, folder());
        }
    }
}
