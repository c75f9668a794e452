package htg.fsimage.fat;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Extent;
import htg.fsimage.volume.LittleEndian;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Follows cluster chains. Keeps one page of the table, so it is made anew for each chain. */
final class FatTable {
    private static final int PAGE = 4096;
    /** 16 MB of memory. */
    private static final int MOST_RUNS = 2_000_000;

    private final Volume volume;
    private final FatGeometry geometry;
    private final int mostRuns;
    private LittleEndian page = LittleEndian.of(new byte[0]);
    private long pageStart = -1;

    FatTable(Volume volume, FatGeometry geometry) {
        this(volume, geometry, MOST_RUNS);
    }

    /** With a limit on the pieces that a file may be in. */
    FatTable(Volume volume, FatGeometry geometry, int mostRuns) {
        this.volume = volume;
        this.geometry = geometry;
        this.mostRuns = Math.min(mostRuns, MOST_RUNS);
    }

    /**
     * The extents of a chain, adjacent clusters joined, cut off after {@code length} bytes.
     *
     * @throws CorruptFileSystemException when the chain ends earlier, leaves the volume, or runs in a circle
     */
    List<Extent> extents(long firstCluster, long length) throws IOException {
        return whole(chain(firstCluster, length)).extents(length);
    }

    /**
     * The extents of a chain to its end, which must come within {@code limit} bytes.
     *
     * @throws CorruptFileSystemException when it does not, or the chain leaves the volume or runs in a circle
     */
    List<Extent> extentsToEnd(long firstCluster, long limit) throws IOException {
        FatChain chain = whole(chainToEnd(firstCluster, limit));
        return chain.extents(chain.length());
    }

    private static FatChain whole(FatChain chain) throws CorruptFileSystemException {
        Optional<CorruptFileSystemException> damage = chain.damage();
        if (damage.isPresent()) {
            throw damage.get();
        }
        return chain;
    }

    /**
     * The clusters that hold so many bytes, as far as the chain is sound.
     *
     * @throws CorruptFileSystemException when it runs in a circle
     */
    FatChain chain(long firstCluster, long length) throws IOException {
        FatChain chain = new FatChain(geometry, mostRuns);
        Circle circle = new Circle();
        for (long cluster = firstCluster; chain.length() < length; cluster = next(cluster)) {
            if (!geometry.isDataCluster(cluster)) {
                return chain.requireNoCircle().end(dead(cluster));
            }
            circle.visit(cluster);
            chain.add(cluster);
            if (chain.length() >= length) {
                break;
            }
        }
        return chain.requireNoCircle();
    }

    /** All clusters of a chain, as far as it is sound and no longer than so many bytes. */
    FatChain chainToEnd(long firstCluster, long limit) throws IOException {
        FatChain chain = new FatChain(geometry, mostRuns);
        Circle circle = new Circle();
        for (long cluster = firstCluster; !geometry.type().endsChain(cluster); cluster = next(cluster)) {
            if (!geometry.isDataCluster(cluster)) {
                return chain.end(dead(cluster));
            }
            circle.visit(cluster);
            if (chain.length() + geometry.clusterSize() > limit) {
                return chain.end(
                        corrupt("the FAT chain from cluster " + firstCluster + " is longer than " + limit + " bytes"));
            }
            chain.add(cluster);
        }
        return chain;
    }

    private CorruptFileSystemException dead(long cluster) {
        return corrupt(
                geometry.type().endsChain(cluster)
                        ? "a FAT chain ends before the file's size"
                        : "a FAT chain leads to cluster " + cluster + ", which holds no data");
    }

    private CorruptFileSystemException corrupt(String problem) {
        return new CorruptFileSystemException("FAT table", geometry.tableOffset(), problem);
    }

    /** The table entry of a cluster that holds data. */
    private long next(long cluster) throws IOException {
        long at = geometry.type().entryOffset(cluster);
        load(at);
        int within = (int) (at - pageStart);
        return switch (geometry.type()) {
            case FAT12 -> (page.u16(within) >> (cluster % 2 == 0 ? 0 : 4)) & 0xFFF;
            case FAT16 -> page.u16(within);
            case FAT32 -> page.u32(within) & 0xFFFFFFF;
        };
    }

    /** A page is read with a few bytes more, since an entry of FAT12 may lie across its end. */
    private void load(long at) throws IOException {
        long start = at - at % PAGE;
        if (start != pageStart) {
            int length = (int) Math.min(PAGE + 4, geometry.tableLength() - start);
            page = LittleEndian.of(volume.read(geometry.tableOffset() + start, length));
            pageStart = start;
        }
    }

    /** Brent's way to notice a circle: compare with one remembered cluster, remembered anew after 1, 2, 4, 8 ... steps. */
    private static final class Circle {
        private long remembered = -1;
        private long steps;
        private long limit = 1;

        void visit(long cluster) throws CorruptFileSystemException {
            if (cluster == remembered) {
                throw FatChain.circle(cluster);
            }
            if (++steps == limit) {
                remembered = cluster;
                steps = 0;
                limit *= 2;
            }
        }
    }
}
