package htg.fsimage.xfs;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.Structure;
import java.io.IOException;

/** The headers of free space, one in each allocation group ("AG Free Space Management"). */
final class FreeSpace {
    private static final int MAGIC = 0x58414746;
    private static final int CHECKSUM = 216;

    private final Disk disk;

    FreeSpace(Disk disk) {
        this.disk = disk;
    }

    /** How many blocks are free; -1 when a header is damaged. */
    long blocks() throws IOException {
        try {
            long free = 0;
            for (long group = 0; group < disk.geometry().groups(); group++) {
                free += blocks(group);
            }
            return free;
        } catch (ImageFormatException damaged) {
            return -1;
        }
    }

    /** Free ones, those in the reserve for trees, and those in the trees of free space, which are kept for them. */
    private long blocks(long group) throws IOException {
        Geometry geometry = disk.geometry();
        Structure header = disk.read(
                "XFS free space header " + group,
                geometry.groupPlace(group) + geometry.sectorSize(),
                geometry.sectorSize());
        header.require(header.s32(0) == MAGIC && header.u32(8) == group, "it is none of this group");
        verify(header);
        return header.u32(52) + header.u32(48) + header.u32(60);
    }

    private void verify(Structure header) throws CorruptFileSystemException {
        if (disk.checksums()) {
            Checksum.require(header, CHECKSUM);
        }
    }
}
