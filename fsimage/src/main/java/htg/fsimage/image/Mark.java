package htg.fsimage.image;

import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.util.Optional;

/** Recognizes one kind of volume by its superblock. */
@FunctionalInterface
interface Mark {
    /**
     * What it is; empty where it is none of this kind.
     *
     * @throws htg.fsimage.volume.ImageFormatException where its structures would leave the volume, which means the same
     */
    Optional<Recognized> find(Volume volume) throws IOException;
}
