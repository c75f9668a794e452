package htg.testvm.block;

/**
 * What a BIOS does to reads that are too large for it. Its text is {@code 16}, or {@code 16:anywhere}.
 *
 * <p>A BIOS that works by cylinder, head and sector passes a read on whole as long as it stays within a track of 63 sectors.
 * So it is with reads that reach across the end of one that it goes wrong; {@code anywhere} is the BIOS that cannot even do
 * the others. GRUB's own disk driver splits its reads at the ends of tracks, for the sake of such a BIOS.
 *
 * @param sectors the most that works, of 512 bytes
 * @param anywhere whether a larger read within one track goes wrong as well
 */
public record LargeReads(Effect effect, int sectors, boolean anywhere) {
    /** Sectors of a track, as BIOSes have them for disks of more than 8 GB, and GRUB for all. */
    public static final int TRACK = 63;

    static final int SECTOR = 512;

    private static final String ANYWHERE = ":anywhere";

    /** No BIOS call reads more. */
    private static final int MOST = 127;

    /** What becomes of them. */
    public enum Effect {
        /** An error, and no data. */
        FAIL,
        /** No error, and every bit behind the sectors that work is turned over. */
        LIE
    }

    public LargeReads {
        if (sectors < 1 || sectors >= MOST) {
            throw new IllegalArgumentException("a BIOS reads 1 to " + MOST + " sectors at a time");
        }
    }

    /**
     * Reads the text described above.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static LargeReads parse(Effect effect, String text) {
        boolean anywhere = text.endsWith(ANYWHERE);
        String number = anywhere ? text.substring(0, text.length() - ANYWHERE.length()) : text;
        if (!number.matches("[1-9]\\d{0,2}")) {
            throw new IllegalArgumentException("'" + text + "' is no number of sectors such as 16, or 16" + ANYWHERE);
        }
        return new LargeReads(effect, Integer.parseInt(number), anywhere);
    }

    /** Whether a read goes wrong. */
    public boolean spoils(long offset, long length) {
        return length > bytes() && (anywhere || isAcrossTracks(offset, length));
    }

    /** How much of a read that goes wrong is right, in bytes. */
    int bytes() {
        return sectors * SECTOR;
    }

    private static boolean isAcrossTracks(long offset, long length) {
        long track = (long) TRACK * SECTOR;
        return offset / track != (offset + length - 1) / track;
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return sectors + (anywhere ? ANYWHERE : "");
    }
}
