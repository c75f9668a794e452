package htg.testvm.block;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Which parts of a medium were read, and when. Thread-safe. */
public final class ReadLog {
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(long nanoTime, long offset, long length) {}

    /**
     * One read, in bytes.
     *
     * @param at since power-on
     */
    public record Read(Duration at, long offset, long length) {
        /**
         * Whether it is a power of two long and starts at a multiple of that, as reads do that need no more blocks of a
         * medium than they have to.
         */
        public boolean isAligned() {
            return Long.bitCount(length) == 1 && offset % length == 0;
        }
    }

    synchronized void add(long nanoTime, long offset, long length) {
        entries.add(new Entry(nanoTime, offset, length));
    }

    /**
     * The reads since a machine was switched on, in their order. QEMU itself has read before, to guess a disk's geometry.
     *
     * @param powerOn that moment as {@link System#nanoTime} had it
     */
    public synchronized List<Read> since(long powerOn) {
        return entries.stream()
                .filter(entry -> entry.nanoTime() - powerOn >= 0)
                .map(entry -> new Read(Duration.ofNanos(entry.nanoTime() - powerOn), entry.offset(), entry.length()))
                .toList();
    }
}
