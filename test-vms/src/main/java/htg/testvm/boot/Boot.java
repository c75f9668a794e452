package htg.testvm.boot;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.process.CommandRunner;
import htg.testvm.console.Console;
import htg.testvm.console.ConsoleEvent;
import htg.testvm.console.ConsoleEvent.Landmark;
import htg.testvm.console.Status;
import htg.testvm.console.TimedEvent;
import htg.testvm.machine.Bus;
import htg.testvm.machine.Launch;
import htg.testvm.machine.Wiring;
import htg.testvm.qemu.RunningMachine;
import htg.testvm.screen.ScreenReader;
import htg.testvm.screen.Snapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    private final Launch launch;
    private final RunningMachine machine;
    private final Console console;
    private final ScreenReader reader;
    private final List<TimedEvent> events = new CopyOnWriteArrayList<>();

    private Boot(Launch launch, RunningMachine machine, Console console) {
        this.launch = launch;
        this.machine = machine;
        this.console = console;
        this.reader = new ScreenReader(machine);
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
            console.transcribe(machine.serial(), logs.resolve(SERIAL_LOG));
            console.listen(machine.firmwareLog(), logs.resolve(FIRMWARE_LOG));
            machine.resume();
            // Nobody else says so: QEMU has loaded the kernel before the first instruction runs.
            launch.kernel().ifPresent(kernel -> console.note(new Landmark("kernel", Status.START, "")));
        } catch (HtgException failure) {
            machine.close();
            console.close();
            throw failure;
        }
        return new Boot(launch, machine, console);
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
                .after(events)
                .follow(plan);
    }

    /** Puts the stick into its slot. */
    public void plug() {
        machine.plug(launch.unplugged().disk());
    }

    /** Pulls the stick out of its slot. */
    public void unplug() {
        machine.unplug(Bus.STICK);
    }

    /** Stops the machine's processors, as if time stood still; closing is all that can follow. */
    public void pause() {
        machine.pause();
    }

    /** The next event within {@code limit}, for those who follow no plan; the listener hears of all but the end. */
    public Optional<TimedEvent> next(Duration limit, Consumer<TimedEvent> listener) {
        Optional<TimedEvent> next = console.next(limit);
        next.filter(event -> !isEnd(event)).ifPresent(event -> {
            events.add(event);
            listener.accept(event);
        });
        return next;
    }

    /**
     * Once the machine goes off: the events that its consoles still hold. Then nothing more is to be heard.
     */
    public List<TimedEvent> hearOut(Consumer<TimedEvent> listener) {
        console.close();
        List<TimedEvent> last = new ArrayList<>();
        for (Optional<TimedEvent> next = next(Duration.ZERO, listener);
                next.isPresent() && !(isEnd(next.get()) && console.isSilent());
                next = next(Duration.ZERO, listener)) {
            next.filter(event -> !isEnd(event)).ifPresent(last::add);
        }
        return last;
    }

    private static boolean isEnd(TimedEvent event) {
        return event.event() instanceof ConsoleEvent.Closed;
    }

    /** What the serial port has said since the last call, a byte a character; the oldest is lost after 1 MiB. */
    public String heard() {
        return console.heard();
    }

    /** Types to the serial port. */
    public void type(String text) {
        try {
            machine.serialInput().write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new HtgException(
                    ExitCode.FAILED, "Cannot type to the serial port: " + HtgException.reason(failure), "", failure);
        }
    }

    /** Looks at the screen and reads it; the picture goes to {@code file}. */
    public Snapshot look(Path file) {
        return reader.look(file);
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

    /** Whether the machine has a screen at all. */
    public boolean hasScreen() {
        return launch.machine().hasScreen();
    }

    /** Whether there is still a machine to take a screenshot of. */
    public boolean isOn() {
        return machine.isOn();
    }

    /** Whether the machine goes off by itself within {@code limit}. */
    public boolean awaitEnd(Duration limit) {
        return machine.awaitEnd(limit);
    }

    /** What went wrong with the medium on the host's side, such as a full disk; empty while all is well. */
    public Optional<String> mediumError() {
        return machine.mediumError();
    }

    @Override
    public void close() {
        machine.close();
        console.close();
    }
}
