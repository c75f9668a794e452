package htg.fsimage.ext;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The parts of a volume that hold inodes, maps and descriptors, read in pieces larger than one of them, since their neighbours are
 * wanted next. Keeps the last used ones. Safe for several threads at once.
 */
final class MetadataCache {
    private static final int PAGE = 16 << 10;

    private final Volume volume;
    private final int pages;
    private final Map<Long, byte[]> kept = new LinkedHashMap<>(16, 0.75f, true);

    /** Keeps so many bytes. */
    MetadataCache(Volume volume, long memory) {
        this.volume = volume;
        this.pages = (int) Math.max(4, Math.min(4096, memory / PAGE));
    }

    /**
     * Reads a structure.
     *
     * @param name for the error when it leaves the volume
     */
    byte[] read(String name, long place, int length) throws IOException {
        if (place < 0 || length > volume.size() || place > volume.size() - length) {
            throw new CorruptFileSystemException(
                    name, place, "its " + length + " bytes leave the volume of " + volume.size() + " bytes");
        }
        byte[] bytes = new byte[length];
        int done = 0;
        while (done < length) {
            byte[] page = page((place + done) / PAGE);
            int from = (int) ((place + done) % PAGE);
            int count = Math.min(length - done, page.length - from);
            if (count <= 0) {
                // The page could not be had as a whole: part of it may be damaged, but not this part.
                return volume.read(place, length);
            }
            System.arraycopy(page, from, bytes, done, count);
            done += count;
        }
        return bytes;
    }

    private byte[] page(long number) throws IOException {
        synchronized (kept) {
            byte[] page = kept.get(number);
            if (page == null) {
                page = load(number * PAGE);
                if (kept.size() >= pages) {
                    kept.remove(kept.keySet().iterator().next());
                }
                kept.put(number, page);
            }
            return page;
        }
    }

    private byte[] load(long place) throws IOException {
        try {
            return volume.read(place, (int) Math.min(PAGE, volume.size() - place));
        } catch (ImageFormatException damaged) {
            return new byte[0];
        }
    }
}
