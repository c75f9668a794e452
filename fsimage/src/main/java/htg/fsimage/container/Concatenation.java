package htg.fsimage.container;

import htg.fsimage.volume.LimitExceededException;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** A disk of several parts, one behind the other. */
final class Concatenation implements MappedVolume.Map {
    private final TreeMap<Long, Part> parts = new TreeMap<>();
    private long size;

    /** A part with its own map, whose offsets begin with it. */
    private record Part(long length, MappedVolume.Map map) {}

    /** Puts a part at the end. */
    void add(long length, MappedVolume.Map map) throws LimitExceededException {
        if (length > Long.MAX_VALUE - size) {
            throw new LimitExceededException("the disk's parts are larger together than any disk");
        }
        if (length > 0) {
            parts.put(size, new Part(length, map));
            size += length;
        }
    }

    /** In bytes. */
    long size() {
        return size;
    }

    @Override
    public Piece at(long offset, long most) throws IOException {
        Map.Entry<Long, Part> found = parts.floorEntry(offset);
        if (found == null) {
            throw new IllegalStateException("there is no part at " + offset);
        }
        long within = offset - found.getKey();
        return found.getValue().map().at(within, most).first(found.getValue().length() - within);
    }
}
