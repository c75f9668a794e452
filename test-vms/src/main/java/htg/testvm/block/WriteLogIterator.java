package htg.testvm.block;

import htg.common.HtgException;
import htg.testvm.block.WriteLog.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Walks through a write log from header to header. */
final class WriteLogIterator implements Iterator<Entry> {
    private static final int HEADER = 32;
    private static final long FLUSH = 1;
    private static final long FUA = 2;
    private static final long DISCARD = 4;
    private static final long MARK = 8;
    private static final long METADATA = 16;
    private static final long KNOWN = FLUSH | FUA | DISCARD | MARK | METADATA;

    private final WriteLog log;
    private final long fileSize;
    private final ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    private long position;
    private long number;
    private Optional<Entry> next = Optional.empty();
    private boolean isRead;

    WriteLogIterator(WriteLog log, long fileSize) {
        this.log = log;
        this.fileSize = fileSize;
        this.position = log.sectorSize();
    }

    @Override
    public boolean hasNext() {
        if (!isRead) {
            next = readNext();
            isRead = true;
        }
        return next.isPresent();
    }

    @Override
    public Entry next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the log ends after entry " + number);
        }
        number++;
        isRead = false;
        return next.orElseThrow();
    }

    private Optional<Entry> readNext() {
        if (position > fileSize - log.sectorSize()) {
            return Optional.empty();
        }
        try {
            log.read(position, header.clear());
            header.flip();
            return parse(header.getLong(), header.getLong(), header.getLong());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (HtgException damaged) {
            if (number < log.declaredEntries()) {
                throw damaged;
            }
            return Optional.empty();
        }
    }

    private Optional<Entry> parse(long sector, long sectors, long flags) {
        if ((sector | sectors | flags) == 0) {
            return Optional.empty();
        }
        if ((flags & ~KNOWN) != 0) {
            throw log.damaged(number, position, String.format("has unknown flags 0x%x", flags));
        }
        long most = Long.MAX_VALUE / log.sectorSize() / 2;
        if (sector < 0 || sectors < 0 || sector > most || sectors > most) {
            throw log.damaged(number, position, "lies outside of any medium");
        }
        long data = position + log.sectorSize();
        long length = sectors * log.sectorSize();
        boolean discard = (flags & DISCARD) != 0;
        long logged = discard ? 0 : length;
        if (logged > fileSize - data) {
            return Optional.empty();
        }
        position = data + logged;
        return Optional.of(new Entry(sector * log.sectorSize(), length, (flags & (FLUSH | FUA)) != 0, discard, data));
    }
}
