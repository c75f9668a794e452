package htg.testvm.boot;

import htg.common.process.CommandRunner;
import htg.testvm.console.Console;
import htg.testvm.console.TimedEvent;
import htg.testvm.machine.Launch;
import htg.testvm.machine.Wiring;
import htg.testvm.qemu.RunningMachine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * A machine that has been switched on, and what it has said so far.
 *
 * <pre>{@code
 * try (Boot boot = Boot.start(runner, launch, sockets, logs)) {
 *     Outcome outcome = boot.await(BootPlan.stick(), Duration.ofMinutes(5), event -> {});
 *     boot.screenshot(file);
 * }
 * }</pre>
 *
 * <p>Closing switches the machine off. Not thread-safe.
 */
public final class Boot implements AutoCloseable {
    /** Name of the serial port's log in the folder of logs. */
    public static final String SERIAL_LOG = "serial.log";

    /** Name of the log of SeaBIOS's debug port. */
    public static final String FIRMWARE_LOG = "firmware.log";

    private final RunningMachine machine;
    private final Console console;
    private final List<TimedEvent> events = new CopyOnWriteArrayList<>();

    private Boot(RunningMachine machine, Console console) {
        this.machine = machine;
        this.console = console;
    }

    /**
     * Switches the machine on.
     *
     * @param sockets an existing folder for the machine's sockets
     * @param logs an existing folder that receives the consoles' logs
     */
    public static Boot start(CommandRunner runner, Launch launch, Path sockets, Path logs) {
        RunningMachine machine = RunningMachine.start(runner, launch, new Wiring.Sockets(sockets));
        Console console = new Console();
        try {
            console.listen(machine.serial(), logs.resolve(SERIAL_LOG));
            console.listen(machine.firmwareLog(), logs.resolve(FIRMWARE_LOG));
            machine.resume();
        } catch (htg.common.HtgException failure) {
            machine.close();
            console.close();
            throw failure;
        }
        return new Boot(machine, console);
    }

    /**
     * Watches until the plan is complete, or cannot be completed any more. May be called again, with a plan for what comes
     * next.
     *
     * @param limit for all of it, since power-on
     * @param listener hears each event as it comes, on the calling thread
     */
    public Outcome await(BootPlan plan, Duration limit, Consumer<TimedEvent> listener) {
        return new Watch(machine, console, limit, event -> {
                    events.add(event);
                    listener.accept(event);
                })
                .follow(plan);
    }

    /** Everything seen so far, in order. */
    public List<TimedEvent> events() {
        return List.copyOf(events);
    }

    /** Time since power-on. */
    public Duration elapsed() {
        return console.elapsed();
    }

    /** Writes what is on the screen to {@code file} as PNG. */
    public void screenshot(Path file) {
        machine.screenshot(file);
    }

    /** Whether there is still a machine to take a screenshot of. */
    public boolean isOn() {
        return !machine.awaitEnd(Duration.ZERO);
    }

    @Override
    public void close() {
        machine.close();
        console.close();
    }
}
