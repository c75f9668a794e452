package htg.fsimage.fs;

import htg.fsimage.volume.Volume;
import java.util.List;

/**
 * What a provider opens.
 *
 * @param volume where the file system is, or the part of it that was recognized
 * @param others where more of it may be, for file systems on several devices; in any order, without {@code volume}
 * @param limits what it may cost
 */
public record OpenRequest(Volume volume, List<Volume> others, Limits limits) {
    public OpenRequest {
        others = List.copyOf(others);
    }

    /** A file system on one volume, with {@link Limits#STANDARD}. */
    public static OpenRequest of(Volume volume) {
        return new OpenRequest(volume, List.of(), Limits.STANDARD);
    }
}
