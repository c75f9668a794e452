package htg.common.process;

import java.time.Duration;

/**
 * How a program ended.
 *
 * @param exitStatus its exit status; 128 + signal number when a signal killed it
 * @param timedOut whether it was killed because its time was up
 * @param output standard output, at most {@link CommandRunner#CAPTURE_LIMIT} bytes, decoded as UTF-8
 * @param errorTail the last lines of standard error
 */
public record CommandResult(
        Command command, int exitStatus, boolean timedOut, String output, String errorTail, Duration elapsed) {
    public boolean succeeded() {
        return exitStatus == 0 && !timedOut;
    }

    /** One line for people: {@code mkfs.btrfs failed (exit status 1)}. */
    public String summary() {
        String program = java.nio.file.Path.of(command.program()).getFileName().toString();
        return timedOut
                ? program + " did not finish within " + command.timeout().toSeconds() + " s"
                : program + " failed (exit status " + exitStatus + ")";
    }
}
