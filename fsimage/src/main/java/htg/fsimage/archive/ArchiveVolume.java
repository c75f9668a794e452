package htg.fsimage.archive;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.util.Arrays;

/** Reads the small pieces of an archive that lie near each other, with one access for many. Safe for several threads at once. */
public final class ArchiveVolume {
    private static final int PAGE = 16 << 10;
    /** So many zeros are passed over in search of another archive. */
    private static final long MOST_ZEROS = 16 << 20;

    private final Volume volume;
    private final String format;
    private byte[] page = new byte[0];
    private long start;

    /** Reads from a volume; {@code format} names it in errors, such as {@code tar}. */
    public ArchiveVolume(Volume volume, String format) {
        this.volume = volume;
        this.format = format;
    }

    public Volume volume() {
        return volume;
    }

    public long size() {
        return volume.size();
    }

    /** Reads bytes. */
    public synchronized byte[] read(long place, int length) throws IOException {
        if (place < 0 || length < 0 || place > size() - length) {
            throw new CorruptFileSystemException(format + " archive", place, "it is cut off");
        }
        if (length > PAGE) {
            return volume.read(place, length);
        }
        if (place < start || place + length > start + page.length) {
            page = volume.read(place, (int) Math.min(PAGE, size() - place));
            start = place;
        }
        int from = (int) (place - start);
        return Arrays.copyOfRange(page, from, from + length);
    }

    /** Where the next byte is that is not zero; the volume's size when there is none, or none near. */
    public long afterZeros(long place) throws IOException {
        long end = Math.min(size(), place + MOST_ZEROS);
        for (long at = place; at < end; ) {
            byte[] bytes = read(at, (int) Math.min(PAGE, end - at));
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] != 0) {
                    return at + i;
                }
            }
            at += bytes.length;
        }
        return size();
    }
}
