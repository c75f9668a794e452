package htg.fsimage.fat;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Extent;
import htg.fsimage.volume.Volume;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What can be read of a folder.
 *
 * @param damage why there is no more of it; empty when this is all
 */
record Folder(Directory directory, Optional<CorruptFileSystemException> damage) {
    static Folder read(Volume volume, FatGeometry geometry, FatEntry folder) throws IOException {
        if (isFixed(geometry, folder)) {
            return parse(volume, geometry, folder, List.of(fixed(geometry)), Optional.empty());
        }
        FatChain chain = new FatTable(volume, geometry).chainToEnd(folder.firstCluster(), Directory.LARGEST);
        return parse(volume, geometry, folder, chain.extents(chain.length()), chain.damage());
    }

    private static Folder parse(
            Volume volume,
            FatGeometry geometry,
            FatEntry folder,
            List<Extent> extents,
            Optional<CorruptFileSystemException> damage)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Optional<CorruptFileSystemException> found = damage;
        for (Extent extent : extents) {
            // A folder is at most 2 MiB, which the table has checked.
            long there = Math.min(extent.length(), volume.size() - extent.offset());
            if (there > 0) {
                bytes.write(volume.read(extent.offset(), (int) there));
            }
            if (there < extent.length()) {
                found = Optional.of(new CorruptFileSystemException(
                        "FAT folder " + folder.path(), extent.offset(), "the volume ends before it does"));
                break;
            }
        }
        return new Folder(Directory.parse(bytes.toByteArray(), folder.path(), geometry.type()), found);
    }

    /** Whether it is the root folder of FAT12 and FAT16, which lies before the clusters. */
    static boolean isFixed(FatGeometry geometry, FatEntry folder) {
        return folder.firstCluster() == 0 && geometry.type() != FatType.FAT32;
    }

    static Extent fixed(FatGeometry geometry) {
        return new Extent(geometry.rootOffset(), (long) geometry.rootEntries() * Directory.ENTRY);
    }
}
