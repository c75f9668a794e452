package htg.testvm.machine;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The stick as a block device: an overlay over the image, and what is put before it.
 *
 * @param overlay a qcow2 file
 * @param failure requests that fail
 * @param mayFail whether others may fail as well, by what is below the overlay
 * @param writeLog a file for QEMU's {@code blklogwrites} to log every write in
 */
public record Medium(
        Path overlay, boolean readOnly, Optional<BlockFailure> failure, boolean mayFail, Optional<Path> writeLog) {
    public static Medium of(Path overlay) {
        return new Medium(overlay, false, Optional.empty(), false, Optional.empty());
    }

    public Medium writeProtected() {
        return new Medium(overlay, true, failure, mayFail, writeLog);
    }

    public Medium failing(BlockFailure newFailure) {
        return new Medium(overlay, readOnly, Optional.of(newFailure), mayFail, writeLog);
    }

    public Medium thatMayFail() {
        return new Medium(overlay, readOnly, failure, true, writeLog);
    }

    public Medium logged(Path log) {
        return new Medium(overlay, readOnly, failure, mayFail, Optional.of(log));
    }

    /** Without a log. */
    public Medium unlogged() {
        return new Medium(overlay, readOnly, failure, mayFail, Optional.empty());
    }

    /** The value of QEMU's {@code -blockdev} option that makes the node {@code name}. */
    String blockdev(String name) {
        StringBuilder text = new StringBuilder("node-name=" + name);
        if (readOnly) {
            text.append(",read-only=on");
        }
        String prefix = "";
        if (failure.isPresent()) {
            text.append(",driver=blkdebug").append(failure.get().options(prefix));
            prefix = "image.";
        }
        if (writeLog.isPresent()) {
            text.append(",").append(prefix).append("driver=blklogwrites");
            text.append(",").append(prefix).append("log.driver=file,");
            text.append(prefix).append("log.filename=").append(escaped(writeLog.get()));
            text.append(",").append(prefix).append("log.cache.no-flush=on");
            prefix += "file.";
        }
        // The overlay dies with the machine, so no write to it ever has to reach the host's disk. But a log above it
        // must
        // hear of each flush.
        text.append(",").append(prefix).append("cache.no-flush=on");
        text.append(",").append(prefix).append("driver=qcow2,").append(prefix).append("discard=unmap,");
        text.append(prefix).append("file.driver=file,").append(prefix).append("file.discard=unmap,");
        return text.append(prefix)
                .append("file.filename=")
                .append(escaped(overlay))
                .toString();
    }

    /** In QEMU's options a comma ends a value, unless doubled. */
    static String escaped(Path path) {
        return path.toString().replace(",", ",,");
    }
}
