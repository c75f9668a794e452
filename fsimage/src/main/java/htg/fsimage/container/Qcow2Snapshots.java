package htg.fsimage.container;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteOrder;
import java.time.Instant;

/** The table of a qcow2 image's internal snapshots. Damage in it is a problem, not a failure. */
final class Qcow2Snapshots {
    private static final int MOST = 256;
    private static final int FIXED = 40;
    private static final int LARGEST_EXTRA = 1024;

    private Qcow2Snapshots() {}

    static void read(Qcow2Header header, Opening opening) throws IOException {
        long at = header.snapshotsOffset();
        long count = Math.min(header.snapshotCount(), MOST);
        if (count < header.snapshotCount()) {
            opening.problem("Of " + header.snapshotCount() + " snapshots " + MOST + " are listed.");
        }
        try {
            for (long i = 0; i < count; i++) {
                at = readOne(opening.file(), at, opening);
            }
        } catch (CorruptFileSystemException damaged) {
            opening.problem("The list of snapshots is damaged: " + damaged.getMessage());
        }
    }

    private static long readOne(Volume file, long at, Opening opening) throws IOException {
        Structure fixed = Structure.read(file, "qcow2 snapshot", at, FIXED, ByteOrder.BIG_ENDIAN);
        int idLength = fixed.u16(12);
        int nameLength = fixed.u16(14);
        long extra = fixed.u32(36);
        fixed.require(extra <= LARGEST_EXTRA, "it has " + extra + " bytes of extra data");
        int length = FIXED + (int) extra + idLength + nameLength;
        Structure whole = Structure.read(file, "qcow2 snapshot", at, length, ByteOrder.BIG_ENDIAN);
        int id = FIXED + (int) extra;
        opening.snapshot(new Snapshot(
                whole.text(id, idLength),
                whole.text(id + idLength, nameLength),
                Instant.ofEpochSecond(whole.u32(16), whole.u32(20)),
                extra >= 8 ? whole.u63(FIXED, "the size of its memory") : whole.u32(32)));
        return at + ((length + 7) & ~7);
    }
}
