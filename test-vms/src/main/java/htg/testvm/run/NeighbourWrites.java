package htg.testvm.run;

import htg.common.HtgException;
import htg.testvm.block.WriteLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Finds out from QEMU's log of a disk whether anything was written to it. A flush is no write. */
final class NeighbourWrites {
    private NeighbourWrites() {}

    /** The first change, in words; empty when there was none. */
    static Optional<String> in(Path log) {
        try {
            return Files.size(log) == 0 ? Optional.empty() : first(log);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Optional<String> first(Path file) {
        try (WriteLog log = WriteLog.open(file)) {
            return StreamSupport.stream(log.spliterator(), false)
                    .filter(WriteLog.Entry::isChange)
                    .findFirst()
                    .map(entry -> entry.length() + " bytes at " + entry.offset());
        } catch (HtgException unreadable) {
            // QEMU begins a log with its first entry, and finishes the head with the first flush.
            return Optional.of("something was, before the first flush (" + HtgException.reason(unreadable) + ")");
        }
    }
}
