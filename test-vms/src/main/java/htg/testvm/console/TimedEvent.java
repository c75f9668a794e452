package htg.testvm.console;

import java.time.Duration;

/**
 * An event and when it was seen.
 *
 * @param at time since the machine was switched on
 */
public record TimedEvent(Duration at, ConsoleEvent event) {}
