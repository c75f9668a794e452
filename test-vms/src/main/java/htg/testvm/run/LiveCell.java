package htg.testvm.run;

import htg.common.process.CommandRunner;
import htg.testvm.boot.Boot;
import htg.testvm.boot.BootPlan;
import htg.testvm.boot.Expectation;
import htg.testvm.boot.Outcome;
import htg.testvm.console.ConsoleEvent.Landmark;
import htg.testvm.console.TimedEvent;
import htg.testvm.reads.BootRequests;
import java.nio.file.Path;
import java.util.List;

/**
 * A prepared cell that is on, for those who steer it themselves: nothing is judged, and faults that are no event of the
 * boot (a power cut) do not happen. Closing switches it off. Not thread-safe.
 */
public final class LiveCell implements AutoCloseable {
    private final PreparedCell cell;
    private final Attempt attempt;
    private final MediumServer server;
    private final Boot boot;

    /** How many landmarks of the way lie behind. */
    private int passed;

    private LiveCell(PreparedCell cell, Attempt attempt, MediumServer server, Boot boot) {
        this.cell = cell;
        this.attempt = attempt;
        this.server = server;
        this.boot = boot;
    }

    /** Empties the cell's folder and switches the machine on. */
    public static LiveCell start(PreparedCell cell, CommandRunner runner) {
        Attempt attempt = Attempt.of(cell, runner, event -> {});
        boolean on = false;
        try {
            LiveCell live = start(cell, attempt);
            on = true;
            return live;
        } finally {
            if (!on) {
                attempt.close();
            }
        }
    }

    private static LiveCell start(PreparedCell cell, Attempt attempt) {
        MediumServer server = attempt.prepare();
        boolean on = false;
        try {
            attempt.makeDisks(server);
            LiveCell live = new LiveCell(cell, attempt, server, attempt.switchOn());
            on = true;
            return live;
        } finally {
            if (!on) {
                server.close();
            }
        }
    }

    /** The machine and what it has said. */
    public Boot boot() {
        return boot;
    }

    /** What it has read from the stick so far, if the reads are logged. */
    public BootRequests requests() {
        return server.requests(boot);
    }

    /** Where its logs are. */
    public Path folder() {
        return cell.folder();
    }

    /**
     * Watches until a landmark of an htg stick shows, at once if it has; what lies between the last landmark that was
     * awaited and this one has to show as well.
     *
     * @param landmark name and status, for example {@code switch ok}
     */
    public Outcome await(String landmark) {
        BootPlan way = BootPlan.stick().until(landmark);
        List<Expectation> all = way.expectations();
        if (boot.events().stream().anyMatch(event -> isAt(event, all.get(all.size() - 1)))) {
            return new Outcome.Completed();
        }
        Outcome outcome =
                server.onThisMedium(boot.await(way.skip(Math.min(passed, all.size() - 1)), cell.limit(), this::react));
        passed = outcome instanceof Outcome.Completed ? Math.max(passed, all.size()) : passed;
        return outcome;
    }

    private static boolean isAt(TimedEvent event, Expectation expectation) {
        return event.event() instanceof Landmark landmark && expectation.isMetBy(landmark);
    }

    /** Watches until the goal is seen. */
    public Outcome await(Goal.Seen goal) {
        return server.onThisMedium(new Sight(goal, boot, attempt.scratch(), this::react).await(cell.limit()));
    }

    private void react(TimedEvent event) {
        if (event.event() instanceof Landmark landmark) {
            attempt.react(boot, landmark);
        }
    }

    @Override
    public void close() {
        try (attempt;
                server) {
            boot.close();
        }
    }
}
