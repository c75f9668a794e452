package htg.testvm.suite;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.io.AsideFile;
import htg.common.process.FileDigest;
import htg.testvm.block.PowerCuts;
import htg.testvm.block.WriteLog;
import htg.testvm.block.WriteLog.Entry;
import htg.testvm.cell.Cell;
import htg.testvm.qemu.StickImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The log of a boot's writes. Beside it a file says of which image it is, in a line as {@code sha256sum} writes it, for on
 * another image the same writes make a medium that never was.
 */
record RecordedWrites(Path log) {
    private static final String RECORD = "Record one with --power-cut.";

    /** Notes that these are the writes of a boot of {@code image}. */
    void sign(StickImage image, FileDigest digest) {
        AsideFile.write(signature(), digest.of(image.path()) + "  " + image.path() + "\n");
    }

    /**
     * Insists on that.
     *
     * @throws HtgException {@link ExitCode#USAGE} when they are those of another image, or nobody knows
     */
    void requireOf(StickImage image, FileDigest digest) {
        if (!Files.exists(log)) {
            throw refused("does not exist", RECORD);
        }
        if (!signedDigest().equals(digest.of(image.path()))) {
            throw refused(
                    "is of another image than " + image.path(), "Name the image that it was recorded with. " + RECORD);
        }
    }

    private String signedDigest() {
        try {
            return Files.readString(signature()).split(" ", 2)[0];
        } catch (IOException failure) {
            throw refused("is of an unknown image: " + HtgException.reason(failure), RECORD);
        }
    }

    private Path signature() {
        return log.resolveSibling(log.getFileName() + ".sha256");
    }

    /**
     * Insists that the power can be cut where the cell says.
     *
     * @throws HtgException {@link ExitCode#USAGE} when the log ends before
     */
    void requireFor(Cell cell) {
        long all = requests();
        if (cell.fault().loggedRequests().orElse(0) > all) {
            throw refused(
                    "ends after " + all + " requests, before the power cut of " + cell,
                    "Choose from writes@0 to writes@" + all + ".");
        }
    }

    /** How many writes, discards and flushes there are. */
    long requests() {
        return read(entries -> stream(entries).count());
    }

    /** How many of them are flushes, or writes that are flushed at once. */
    long flushes() {
        return read(entries -> stream(entries).filter(Entry::isFlush).count());
    }

    /** Where to cut the power. */
    List<Long> choose(PowerCuts cuts) {
        return read(cuts::choose);
    }

    /** QEMU writes not even a superblock as long as the guest writes nothing. */
    private <T> T read(Function<Iterable<Entry>, T> reader) {
        if (log.toFile().length() == 0) {
            return reader.apply(List.of());
        }
        try (WriteLog entries = WriteLog.open(log)) {
            return reader.apply(entries);
        }
    }

    private static Stream<Entry> stream(Iterable<Entry> entries) {
        return StreamSupport.stream(entries.spliterator(), false);
    }

    private HtgException refused(String why, String hint) {
        return new HtgException(ExitCode.USAGE, "Write log " + log + " " + why, hint);
    }
}
