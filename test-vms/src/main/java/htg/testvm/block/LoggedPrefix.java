package htg.testvm.block;

import htg.common.DataSize;
import htg.common.HtgException;
import htg.testvm.block.ExtentIndex.Extent;
import htg.testvm.block.WriteLog.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;

/**
 * A medium as a power cut left it: a source as it was after the first entries of a write log, read-only. Discarded ranges
 * are zeroes. Nothing is copied: memory holds where in the log each written range is. Going forward reads only the
 * entries between, so walking through all prefixes in order costs one reading of the log.
 */
public final class LoggedPrefix implements ReadOnlySource {
    private final BlockSource below;
    private final WriteLog log;
    private final ExtentIndex index = new ExtentIndex();
    private Iterator<Entry> rest;
    private long entries;

    /**
     * The medium before the first entry.
     *
     * @param below what the medium held when the log was begun
     */
    public LoggedPrefix(BlockSource below, WriteLog log) {
        this.below = below;
        this.log = log;
        this.rest = log.iterator();
    }

    /** How many entries of the log this medium has seen. */
    public synchronized long entries() {
        return entries;
    }

    /**
     * Makes this the medium after the first {@code count} entries. Going back starts over.
     *
     * @throws HtgException when the log is damaged, or is that of a larger medium
     */
    public synchronized void moveTo(long count) {
        if (count < entries) {
            startOver();
        }
        while (entries < count) {
            if (!rest.hasNext()) {
                throw new IllegalArgumentException("the log ends after " + entries + " entries, before " + count);
            }
            apply(rest.next());
            entries++;
        }
    }

    @Override
    public DataSize size() {
        return below.size();
    }

    @Override
    public synchronized void read(long offset, ByteBuffer target) throws IOException {
        check(offset, target.remaining());
        long position = offset;
        long end = offset + target.remaining();
        while (position < end) {
            Extent extent = index.at(position, end);
            read(extent.position(), position, Transfer.take(target, (int) (extent.end() - position)));
            position = extent.end();
        }
    }

    private void read(long inLog, long offset, ByteBuffer target) throws IOException {
        if (inLog == ExtentIndex.NOWHERE) {
            below.read(offset, target);
        } else if (inLog == ExtentIndex.ZEROES) {
            Transfer.zero(target, target.remaining());
        } else {
            log.read(inLog, target);
        }
    }

    private void startOver() {
        index.clear();
        rest = log.iterator();
        entries = 0;
    }

    private void apply(Entry entry) {
        long end = entry.offset() + entry.length();
        if (entry.isChange() && end > size().bytes()) {
            long number = entries;
            startOver();
            throw log.damaged(
                    number, entry.position() - log.sectorSize(), "is of a medium of at least " + end + " bytes");
        }
        index.put(entry.offset(), end, entry.isDiscard() ? ExtentIndex.ZEROES : entry.position());
    }
}
