package htg.fsimage.image;

import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.Limits;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.partition.Slice;
import htg.fsimage.volume.UnsupportedFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A slice of a disk, or all of it.
 *
 * @param slice empty where it is the whole disk
 * @param volume its bytes, which belong to the disk image
 * @param contents what it holds
 * @param problems what else it looks like, a sentence each
 */
public record ImageVolume(Optional<Slice> slice, Volume volume, Contents contents, List<String> problems) {
    public ImageVolume {
        problems = List.copyOf(problems);
    }

    /** The slice's name; empty for the whole disk. */
    public String name() {
        return slice.map(Slice::name).orElse("");
    }

    /**
     * Opens its file system.
     *
     * @param others volumes of the same machine, for file systems on several
     * @throws UnsupportedFormatException when it holds none that can be read; the message says what it holds
     */
    public FileSystem open(List<ImageVolume> others, Limits limits) throws IOException {
        String what = slice.isPresent() ? "partition " + name() : "the disk";
        if (contents instanceof Contents.Openable readable) {
            List<Volume> volumes = others.stream()
                    .filter(one -> !one.equals(this))
                    .map(ImageVolume::volume)
                    .toList();
            return readable.provider().open(new OpenRequest(volume, volumes, limits));
        }
        if (contents instanceof Recognized recognized) {
            throw new UnsupportedFormatException(what + " (" + recognized.type() + ") " + recognized.reason());
        }
        throw new UnsupportedFormatException(what + " holds nothing that is known");
    }
}
