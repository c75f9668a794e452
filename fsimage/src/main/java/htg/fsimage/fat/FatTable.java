package htg.fsimage.fat;

import htg.fsimage.volume.Extent;
import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.LittleEndian;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Follows cluster chains. Keeps one page of the table, so it is made anew for each chain. */
final class FatTable {
    private static final int PAGE = 4096;

    private final Volume volume;
    private final FatGeometry geometry;
    private LittleEndian page = LittleEndian.of(new byte[0]);
    private long pageStart = -1;

    FatTable(Volume volume, FatGeometry geometry) {
        this.volume = volume;
        this.geometry = geometry;
    }

    /**
     * The extents of a chain, adjacent clusters joined, cut off after {@code length} bytes.
     *
     * @throws ImageFormatException when the chain ends earlier, leaves the volume, or runs in a circle
     */
    List<Extent> extents(long firstCluster, long length) throws IOException {
        Run run = new Run(length);
        long cluster = firstCluster;
        Circle circle = new Circle();
        while (run.missing > 0) {
            circle.visit(cluster);
            run.add(geometry.clusterOffset(requireData(cluster)), geometry.clusterSize());
            cluster = run.missing > 0 ? next(cluster) : cluster;
        }
        return run.finish();
    }

    /**
     * The extents of a chain to its end, which must come within {@code limit} bytes.
     *
     * @throws ImageFormatException when it does not, or the chain leaves the volume or runs in a circle
     */
    List<Extent> extentsToEnd(long firstCluster, long limit) throws IOException {
        Run run = new Run(limit);
        Circle circle = new Circle();
        for (long cluster = firstCluster; !geometry.type().endsChain(cluster); cluster = next(cluster)) {
            circle.visit(cluster);
            if (run.missing < geometry.clusterSize()) {
                throw new ImageFormatException(
                        "the FAT chain from cluster " + firstCluster + " is longer than " + limit + " bytes");
            }
            run.add(geometry.clusterOffset(requireData(cluster)), geometry.clusterSize());
        }
        return run.finish();
    }

    private long requireData(long cluster) throws ImageFormatException {
        if (geometry.type().endsChain(cluster)) {
            throw new ImageFormatException("a FAT chain ends before the file's size");
        }
        if (!geometry.isDataCluster(cluster)) {
            throw new ImageFormatException("a FAT chain leads to cluster " + cluster + ", which holds no data");
        }
        return cluster;
    }

    /** The table entry of a cluster that {@link #requireData} has let through. */
    private long next(long cluster) throws IOException {
        long at = geometry.type().entryOffset(cluster);
        load(at);
        int within = (int) (at - pageStart);
        return switch (geometry.type()) {
            case FAT12 -> page.u16(within) >> (cluster % 2 == 0 ? 0 : 4) & 0xFFF;
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

        void visit(long cluster) throws ImageFormatException {
            if (cluster == remembered) {
                throw new ImageFormatException("a FAT chain runs in a circle through cluster " + cluster);
            }
            if (++steps == limit) {
                remembered = cluster;
                steps = 0;
                limit *= 2;
            }
        }
    }

    /** Clusters collected into extents. */
    private static final class Run {
        private final List<Extent> done = new ArrayList<>();
        private long start;
        private long length;
        private long missing;

        Run(long missing) {
            this.missing = missing;
        }

        void add(long offset, long clusterSize) {
            long bytes = Math.min(clusterSize, missing);
            if (length > 0 && offset == start + length) {
                length += bytes;
            } else {
                flush();
                start = offset;
                length = bytes;
            }
            missing -= bytes;
        }

        private void flush() {
            if (length > 0) {
                done.add(new Extent(start, length));
            }
        }

        List<Extent> finish() {
            flush();
            return List.copyOf(done);
        }
    }
}
