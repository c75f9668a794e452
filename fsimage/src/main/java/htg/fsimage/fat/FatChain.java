package htg.fsimage.fat;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Extent;
import htg.fsimage.volume.LimitExceededException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The clusters of a file, adjacent ones joined to runs of eight bytes each, so that the worst file there can be fits into memory. May
 * end before the file does; then it says why.
 */
final class FatChain {
    private final FatGeometry geometry;
    private final int mostRuns;
    /** Which cluster of the file each run begins with, from 0. */
    private int[] index = new int[2];
    /** Which cluster of the volume that is. */
    private int[] cluster = new int[2];

    private int runs;
    private int clusters;
    private Optional<CorruptFileSystemException> damage = Optional.empty();

    FatChain(FatGeometry geometry, int mostRuns) {
        this.geometry = geometry;
        this.mostRuns = mostRuns;
    }

    /** Adds the next cluster, which is one that holds data. */
    void add(long next) throws LimitExceededException {
        if (runs == 0 || next != cluster[runs - 1] + (long) clusters - index[runs - 1]) {
            begin((int) next);
        }
        clusters++;
    }

    private void begin(int next) throws LimitExceededException {
        if (runs == mostRuns) {
            throw new LimitExceededException("a FAT chain is in more than " + mostRuns + " pieces");
        }
        if (runs == index.length) {
            index = Arrays.copyOf(index, runs + runs / 2 + 1);
            cluster = Arrays.copyOf(cluster, index.length);
        }
        index[runs] = clusters;
        cluster[runs++] = next;
    }

    /** It ends here although it should not. */
    FatChain end(CorruptFileSystemException why) {
        damage = Optional.of(why);
        return this;
    }

    /** Why it ends too early; empty when it does not. */
    Optional<CorruptFileSystemException> damage() {
        return damage;
    }

    /** Throws when a cluster is in it twice: the table leads in a circle. */
    FatChain requireNoCircle() throws CorruptFileSystemException {
        long[] sorted = new long[runs > 1 ? runs : 0];
        for (int run = 0; run < sorted.length; run++) {
            sorted[run] = ((long) cluster[run] << 32) | (cluster[run] + runLength(run) - 1);
        }
        Arrays.sort(sorted);
        for (int run = 1; run < sorted.length; run++) {
            if (sorted[run] >>> 32 <= (int) sorted[run - 1]) {
                throw circle(sorted[run] >>> 32);
            }
        }
        return this;
    }

    static CorruptFileSystemException circle(long cluster) {
        return new CorruptFileSystemException(
                "FAT table", -1, "a FAT chain runs in a circle through cluster " + cluster);
    }

    private int runLength(int run) {
        return (run + 1 < runs ? index[run + 1] : clusters) - index[run];
    }

    /** Bytes in all its clusters. */
    long length() {
        return (long) clusters * geometry.clusterSize();
    }

    /** Where the bytes from a place of the file on are in the volume, up to the end of their run; the place is before the end. */
    Extent at(long offset) {
        int found = Arrays.binarySearch(index, 0, runs, (int) (offset / geometry.clusterSize()));
        int run = found >= 0 ? found : -found - 2;
        long within = offset - (long) index[run] * geometry.clusterSize();
        return new Extent(
                geometry.clusterOffset(cluster[run]) + within, (long) runLength(run) * geometry.clusterSize() - within);
    }

    /** All runs, the last one cut off after so many bytes of the file. */
    List<Extent> extents(long length) {
        List<Extent> extents = new ArrayList<>();
        long at = 0;
        while (at < length) {
            Extent run = at(at);
            extents.add(new Extent(run.offset(), Math.min(run.length(), length - at)));
            at += run.length();
        }
        return List.copyOf(extents);
    }
}
