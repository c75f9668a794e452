package htg.testvm.block;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;

/**
 * A log of all writes to a medium, as QEMU's {@code blklogwrites} driver makes it (the format of Linux's dm-log-writes,
 * Documentation/admin-guide/device-mapper/log-writes.rst). QEMU logs a request when it is done, so the order is that of
 * completion. Entries are read from the file as they are asked for. Thread-safe; an iterator is for one thread.
 *
 * <p>A QEMU that was killed leaves a log whose end is not in order: the superblock counts the entries up to the last flush
 * only, and requests that were under way leave holes or are cut off. So the count is not trusted: the log ends with the
 * first entry that is cut off or whose header is all zeroes, and an entry beyond the count must also make sense, or the log
 * ends before it. An entry within the count that makes no sense is damage and is refused. The file must have been empty
 * when QEMU opened it, or old entries would follow the new ones.
 */
public final class WriteLog implements Iterable<WriteLog.Entry>, AutoCloseable {
    static final long MAGIC = 0x6a73_6677_7368_72L;
    static final int SUPERBLOCK = 28;

    private static final long VERSION = 1;
    private static final int LEAST_SECTOR = 512;
    private static final int MOST_SECTOR = 1 << 23;

    private final Path path;
    private final FileChannel file;
    private final long declaredEntries;
    private final int sectorSize;

    private WriteLog(Path path, FileChannel file, long declaredEntries, int sectorSize) {
        this.path = path;
        this.file = file;
        this.declaredEntries = declaredEntries;
        this.sectorSize = sectorSize;
    }

    /**
     * One request, as it was logged.
     *
     * @param offset in bytes, of the first byte that changed
     * @param length in bytes; 0 for a pure flush
     * @param position of the written bytes in the log file
     */
    public record Entry(long offset, long length, boolean isFlush, boolean isDiscard, long position) {
        /** Whether the medium's content may differ afterwards. */
        public boolean isChange() {
            return length > 0;
        }
    }

    /**
     * Opens a log.
     *
     * @throws HtgException {@link ExitCode#FAILED} when the file is no such log
     */
    public static WriteLog open(Path path) {
        try {
            FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
            try {
                return read(path, file);
            } catch (IOException | HtgException failure) {
                file.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw refused(path, "cannot be read: " + HtgException.reason(failure), "Look at the file.");
        }
    }

    private static WriteLog read(Path path, FileChannel file) throws IOException {
        if (file.size() < SUPERBLOCK) {
            throw refused(path, "is too short to be one", "Record it again.");
        }
        ByteBuffer superblock = ByteBuffer.allocate(SUPERBLOCK).order(ByteOrder.LITTLE_ENDIAN);
        Transfer.read(file, 0, superblock);
        superblock.flip();
        long magic = superblock.getLong();
        if (magic == 0) {
            throw refused(
                    path, "has no superblock", "QEMU writes it at the guest's first flush: let the guest run longer.");
        }
        if (magic != MAGIC) {
            throw refused(path, String.format("begins with 0x%x, not with 0x%x", magic, MAGIC), "Name another file.");
        }
        long version = superblock.getLong();
        if (version != VERSION) {
            throw refused(path, "has version " + version + ", not " + VERSION, "Record it with another QEMU.");
        }
        long entries = superblock.getLong();
        int sector = superblock.getInt();
        if (sector < LEAST_SECTOR || sector > MOST_SECTOR || Integer.bitCount(sector) != 1) {
            throw refused(path, "has sectors of " + sector + " bytes", "Record it again.");
        }
        return new WriteLog(path, file, entries, sector);
    }

    /** How many entries the superblock promises. There may be fewer or more, as told above. */
    public long declaredEntries() {
        return declaredEntries;
    }

    /** The unit of the log, in bytes. */
    public int sectorSize() {
        return sectorSize;
    }

    /** The entries from the first on, as far as the file goes now. */
    @Override
    public Iterator<Entry> iterator() {
        try {
            return new WriteLogIterator(this, file.size());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Fills {@code target} with what is logged at {@code position} of the file. */
    void read(long position, ByteBuffer target) throws IOException {
        Transfer.read(file, position, target);
    }

    /** That entry {@code number}, from 0, at {@code position} cannot be one. */
    HtgException damaged(long number, long position, String why) {
        return refused(path, "is damaged: entry " + number + " at byte " + position + " " + why, "Record it again.");
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static HtgException refused(Path path, String why, String hint) {
        return new HtgException(ExitCode.FAILED, "Write log " + path + " " + why, hint);
    }
}
