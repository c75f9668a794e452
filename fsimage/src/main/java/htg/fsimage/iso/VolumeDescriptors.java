package htg.fsimage.iso;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.Structure;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * The descriptors at the start of a session (ECMA-119, 8).
 *
 * @param session first sector of the session
 * @param catalogue sector of the boot catalogue; -1 when nothing can be started
 * @param udf whether there is a UDF file system as well
 */
record VolumeDescriptors(
        long session, VolumeDescriptor primary, Optional<VolumeDescriptor> joliet, long catalogue, boolean udf) {
    /** Sectors before the first descriptor. */
    static final int SYSTEM_AREA = 16;
    /** More than any disc has. */
    private static final int MOST = 64;

    private static final byte[] MARK = {'C', 'D', '0', '0', '1'};
    private static final int PRIMARY = 1;
    private static final int SUPPLEMENTARY = 2;
    private static final int END = 255;

    /**
     * Reads those of one session.
     *
     * @throws CorruptFileSystemException when there is no primary one
     */
    static VolumeDescriptors read(Volume volume, long session) throws IOException {
        return new Reader().read(volume, session);
    }

    /** Whether a session with a primary descriptor begins at a sector, whose files lie behind it. */
    static boolean isSession(Volume volume, long session) throws IOException {
        long offset = (session + SYSTEM_AREA) * Disc.SECTOR;
        if (offset > volume.size() - Disc.SECTOR) {
            return false;
        }
        Structure fields = sector(volume, session + SYSTEM_AREA);
        return fields.has(0, (byte) PRIMARY) && fields.has(1, MARK) && fields.u32(158) >= session;
    }

    private static Structure sector(Volume volume, long number) throws IOException {
        return Structure.read(
                volume, "ISO 9660 volume descriptor", number * Disc.SECTOR, Disc.SECTOR, ByteOrder.LITTLE_ENDIAN);
    }

    /** While sectors are looked at one after the other. */
    private static final class Reader {
        private Optional<VolumeDescriptor> primary = Optional.empty();
        private Optional<VolumeDescriptor> joliet = Optional.empty();
        private long catalogue = -1;
        private boolean udf;

        VolumeDescriptors read(Volume volume, long session) throws IOException {
            boolean more = true;
            for (int number = 0; number < MOST && more; number++) {
                long at = session + SYSTEM_AREA + number;
                more = at < volume.size() / Disc.SECTOR && take(sector(volume, at));
            }
            VolumeDescriptor found = primary.orElseThrow(() -> new CorruptFileSystemException(
                    "ISO 9660 volume descriptors", (session + SYSTEM_AREA) * Disc.SECTOR, "there is no primary one"));
            return new VolumeDescriptors(session, found, joliet, catalogue, udf);
        }

        /** Returns whether more may follow: after those of ISO 9660 those of UDF (ECMA-167, 2/9.1). */
        private boolean take(Structure fields) throws ImageFormatException {
            if (!fields.has(1, MARK)) {
                udf |= fields.has(1, new byte[] {'N', 'S', 'R', '0'});
                return fields.has(1, new byte[] {'B', 'E', 'A', '0', '1'}) || fields.has(1, new byte[] {'N', 'S', 'R'});
            }
            VolumeDescriptor descriptor = new VolumeDescriptor(fields);
            switch (fields.u8(0)) {
                case 0 -> catalogue = BootCatalogue.sector(fields).orElse(catalogue);
                case PRIMARY -> primary = primary.or(() -> Optional.of(descriptor));
                case SUPPLEMENTARY ->
                    joliet = joliet.or(() -> Optional.of(descriptor).filter(VolumeDescriptor::isJoliet));
                case END -> {
                    // UDF's may follow.
                }
                default -> {
                    // Partitions, and what is reserved.
                }
            }
            return true;
        }
    }
}
