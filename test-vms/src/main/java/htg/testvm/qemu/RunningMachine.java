package htg.testvm.qemu;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.process.Command;
import htg.common.process.CommandRunner;
import htg.common.process.RunningCommand;
import htg.testvm.machine.Launch;
import htg.testvm.machine.Wiring;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A QEMU process and its sockets. It starts stopped, so that nothing is lost before someone listens: {@link #resume} is
 * the machine's power button. Closing ends it, whatever it does.
 */
public final class RunningMachine implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(10);
    private static final Duration LAST_WORDS = Duration.ofMillis(500);
    private static final Duration GOODBYE = Duration.ofSeconds(5);

    private final Command command;
    private final RunningCommand process;
    private final Wiring.Sockets sockets;
    private final List<QmpEvent> events = new CopyOnWriteArrayList<>();
    private final QmpClient monitor;
    private final boolean mediumMayFail;
    private final Path overlay;
    private @Nullable SocketChannel serialPort;

    private RunningMachine(Command command, RunningCommand process, Wiring.Sockets sockets, Launch launch) {
        this.mediumMayFail = launch.hasFailingDisk();
        this.overlay = launch.medium().overlay();
        this.command = command;
        this.process = process;
        this.sockets = sockets;
        this.monitor = awaitSocket(() -> QmpClient.connect(sockets.qmp(), events::add));
    }

    /**
     * Starts QEMU and connects to its monitor.
     *
     * @throws HtgException when QEMU ends at once, with what it said
     */
    public static RunningMachine start(CommandRunner runner, Launch launch, Wiring.Sockets sockets) {
        Command command = launch.withWiring(sockets).command();
        RunningCommand process = runner.start(command, line -> {});
        try {
            return new RunningMachine(command, process, sockets, launch);
        } catch (HtgException failure) {
            boolean ended = process.waitFor(LAST_WORDS).isPresent();
            process.close();
            throw ended ? cannotStart(command, process, failure) : failure;
        }
    }

    /** The command that runs. */
    public Command command() {
        return command;
    }

    /** What the first serial port says. */
    public InputStream serial() {
        return Channels.newInputStream(serialPort());
    }

    /** Types to the first serial port; the same connection as {@link #serial}, of which QEMU allows one. */
    public OutputStream serialInput() {
        return new ChannelOutput(serialPort());
    }

    /** What the BIOS says to its debug port. */
    public InputStream firmwareLog() {
        return Channels.newInputStream(connect(sockets.firmwareLog()));
    }

    /** Lets the guest run. */
    public void resume() {
        monitor.execute("cont", Map.of());
    }

    /** Stops the guest where it is. */
    public void pause() {
        monitor.execute("stop", Map.of());
    }

    /** Writes what is on the screen to {@code file} as PNG. */
    public void screenshot(Path file) {
        monitor.execute("screendump", Map.of("filename", file.toAbsolutePath().toString(), "format", "png"));
    }

    /**
     * Adds a device.
     *
     * @param device as QEMU's option {@code -device} takes it
     */
    public void plug(String device) {
        String complaint = monitor.execute("human-monitor-command", Map.of("command-line", "device_add " + device))
                .asString("");
        if (!complaint.isBlank()) {
            throw new HtgException(ExitCode.FAILED, "QEMU did not plug " + device + ": " + complaint.strip(), "");
        }
    }

    /** Removes the device with this id; the block device behind it stays. */
    public void unplug(String id) {
        monitor.execute("device_del", Map.of("id", id));
    }

    /** The guest's memory and registers. */
    public GuestAccess guest() {
        return new GuestAccess(monitor, sockets.folder().resolve("memory"));
    }

    /** Why the guest went down, in QEMU's words ({@code guest-shutdown}, {@code guest-reset}); empty while it runs. */
    public Optional<String> shutdownReason() {
        return events.stream()
                .filter(event -> event.name().equals("SHUTDOWN"))
                .map(QmpEvent::reason)
                .findFirst();
    }

    /** Whether the guest brought its end about, and not something on the host that ended QEMU: a signal, an error. */
    public boolean wentDownByItself() {
        return shutdownReason().filter(reason -> reason.startsWith("guest-")).isPresent();
    }

    /**
     * What went wrong with the medium on the host's side, such as a full disk, behind the overlay's name; empty while all
     * is well.
     */
    public Optional<String> mediumError() {
        return events.stream()
                .filter(event -> !mediumMayFail && event.isMediumError())
                .map(event -> overlay + ": " + event.reason())
                .findFirst();
    }

    /** Whether it runs, and can be spoken to: its monitor hangs up before the process has ended. */
    public boolean isOn() {
        return !monitor.hasEnded() && !awaitEnd(Duration.ZERO);
    }

    /** Whether QEMU ends by itself within {@code limit}. Then {@link #shutdownReason} knows why, if QEMU has said so. */
    public boolean awaitEnd(Duration limit) {
        boolean ended = process.waitFor(limit).isPresent();
        if (ended) {
            // The process is gone at once, its last words may still be on their way through the socket.
            monitor.awaitEnd(GOODBYE);
        }
        return ended;
    }

    /** What QEMU complained about. */
    public String complaints() {
        return process.errorTail();
    }

    /** Pulls the plug: asks QEMU to quit, waits for it, and kills it if need be. */
    @Override
    public void close() {
        try (process;
                monitor) {
            if (process.isAlive()) {
                monitor.execute("quit", Map.of());
                process.waitFor(GOODBYE);
            }
        } catch (HtgException alreadyEnding) {
            // QEMU does not answer: closing the process kills it.
        }
    }

    private synchronized SocketChannel serialPort() {
        SocketChannel port = serialPort == null ? connect(sockets.serial()) : serialPort;
        serialPort = port;
        return port;
    }

    private SocketChannel connect(Path socket) {
        return awaitSocket(() -> SocketChannel.open(UnixDomainSocketAddress.of(socket)));
    }

    private <T> T awaitSocket(Connection<T> connection) {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (true) {
            try {
                return connection.open();
            } catch (IOException notYet) {
                if (process.waitFor(POLL).isPresent() || System.nanoTime() > deadline) {
                    throw cannotStart(command, process, notYet);
                }
            }
        }
    }

    private static HtgException cannotStart(Command command, RunningCommand process, Exception cause) {
        String complaints = process.errorTail();
        String said = complaints.isBlank() ? HtgException.reason(cause) : complaints;
        return new HtgException(
                ExitCode.FAILED,
                "QEMU did not start: " + said,
                "To see it fail again, run: " + command.replayLine(),
                cause);
    }

    private interface Connection<T> {
        T open() throws IOException;
    }
}
