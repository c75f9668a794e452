package htg.fsimage.iso;

import htg.fsimage.volume.Volume;
import java.io.IOException;

/**
 * Finds the last session of a disc. Discs keep a list of them outside of what an image holds, so they are looked for where the one
 * before ends. What was written on media without sessions has the descriptors of the last one at the start.
 */
final class Sessions {
    /** Where a session begins is a multiple of so many sectors at most. */
    private static final int ALIGNMENT = 32;
    /** More than a disc can hold. */
    private static final int MOST = 1000;

    private Sessions() {}

    /** The sector at which the last session begins. */
    static long last(Volume volume) throws IOException {
        long session = 0;
        for (int number = 0; number < MOST; number++) {
            long next = next(volume, session);
            if (next <= session) {
                return session;
            }
            session = next;
        }
        return session;
    }

    /** The session that follows one; -1 when none does. */
    private static long next(Volume volume, long session) throws IOException {
        VolumeDescriptor descriptor = VolumeDescriptors.read(volume, session).primary();
        long sectors = (descriptor.blocks() * descriptor.blockSize() + Disc.SECTOR - 1) / Disc.SECTOR;
        // Some programs count a volume's size from the session's start, some from the disc's.
        long found = after(volume, Math.max(sectors, session + 1));
        return found < 0 && session > 0 ? after(volume, session + sectors) : found;
    }

    private static long after(Volume volume, long end) throws IOException {
        for (long sector = end; sector <= end + ALIGNMENT; sector++) {
            if (VolumeDescriptors.isSession(volume, sector)) {
                return sector;
            }
        }
        return -1;
    }
}
