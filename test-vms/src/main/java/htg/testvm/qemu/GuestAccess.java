package htg.testvm.qemu;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A look into a running guest from outside: its memory and its devices' registers. Not thread-safe. */
public final class GuestAccess {
    /** {@code portb[0x03d5] = 0x4f}. */
    private static final Pattern PORT = Pattern.compile("=\\s*0x([0-9a-fA-F]+)");

    private final QmpClient monitor;
    private final Path transfer;

    /** Memory comes through the file {@code transfer}, which is gone again afterwards. */
    GuestAccess(QmpClient monitor, Path transfer) {
        this.monitor = monitor;
        this.transfer = transfer.toAbsolutePath();
    }

    /** Runs {@code look} while the guest stands still, so that all it reads is of one moment. */
    public <T> T frozen(Supplier<T> look) {
        if (!monitor.execute("query-status", Map.of()).path("running").asBoolean(false)) {
            return look.get();
        }
        monitor.execute("stop", Map.of());
        try {
            return look.get();
        } finally {
            monitor.execute("cont", Map.of());
        }
    }

    /** {@code length} bytes of physical memory; where there is none, QEMU gives some filling. */
    public byte[] memory(long address, int length) {
        try {
            monitor.execute("pmemsave", Map.of("val", address, "size", length, "filename", transfer.toString()));
            return Files.readAllBytes(transfer);
        } catch (IOException failure) {
            throw new HtgException(
                    ExitCode.FAILED,
                    "Cannot read the guest's memory from " + transfer + ": " + HtgException.reason(failure),
                    "",
                    failure);
        } finally {
            deleteTransfer();
        }
    }

    /** Size of the guest's memory in bytes. */
    public long memorySize() {
        return monitor.execute("query-memory-size-summary", Map.of())
                .path("base-memory")
                .asLong(0);
    }

    /**
     * A register behind an index port, as the VGA's (the data port is the next one). The index is put back: call this in
     * {@link #frozen}, or the guest may write in between.
     */
    public int indexedRegister(int indexPort, int index) {
        int before = input(indexPort);
        output(indexPort, index);
        int value = input(indexPort + 1);
        output(indexPort, before);
        return value;
    }

    private int input(int port) {
        String answer = human("i /b 0x%x".formatted(port));
        Matcher matcher = PORT.matcher(answer);
        if (!matcher.find()) {
            throw new HtgException(ExitCode.FAILED, "QEMU's monitor: no port 0x%x: %s".formatted(port, answer), "");
        }
        return Integer.parseInt(matcher.group(1), 16);
    }

    private void output(int port, int value) {
        human("o /b 0x%x 0x%x".formatted(port, value));
    }

    private String human(String line) {
        return monitor.execute("human-monitor-command", Map.of("command-line", line))
                .asString("");
    }

    private void deleteTransfer() {
        try {
            Files.deleteIfExists(transfer);
        } catch (IOException left) {
            // It goes with the machine's scratch folder.
        }
    }
}
