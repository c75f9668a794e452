package htg.fsimage.container;

import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Recognizes and opens virtual disks. What is none of the known containers is a raw disk. */
public final class Containers {
    private static final List<Format> FORMATS = List.of(
            new Qcow2(), new Vmdk(), new VmdkText(), new Vhd(), new Vhdx(), new Vdi(), new Compressed(), new Unread());

    private Containers() {}

    /**
     * Opens an image file.
     *
     * @throws htg.fsimage.volume.CorruptFileSystemException when its header or tables contradict themselves
     * @throws htg.fsimage.volume.UnsupportedFormatException when it is of a kind that is not read, is encrypted, or needs files or
     *     room that {@code options} do not give it
     */
    public static Container open(Path image, ContainerOptions options) throws IOException {
        return open(Volume.open(image), Neighbours.of(image, options), options, true);
    }

    /** As {@link #open(Path, ContainerOptions)} for an image that has no files beside it. Closing leaves {@code image} open. */
    public static Container open(Volume image, ContainerOptions options) throws IOException {
        return open(image, Neighbours.none(options), options, false);
    }

    /** Takes a file for a raw disk, whatever it looks like. */
    public static Container openRaw(Path image, ContainerOptions options) throws IOException {
        Opening opening = new Opening(Volume.open(image), Neighbours.none(options), options);
        opening.own(opening.file());
        return opening.plain("raw", 0, opening.file().size());
    }

    private static Container open(Volume file, Neighbours neighbours, ContainerOptions options, boolean own)
            throws IOException {
        Opening opening = new Opening(file, neighbours, options);
        if (own) {
            opening.own(file);
        }
        boolean done = false;
        try {
            Container container = open(opening);
            done = true;
            return container;
        } finally {
            if (!done) {
                opening.close();
            }
        }
    }

    private static Container open(Opening opening) throws IOException {
        Ends ends = Ends.read(opening.file());
        for (Format format : FORMATS) {
            if (format.recognizes(ends)) {
                return format.open(opening);
            }
        }
        return opening.plain("raw", 0, opening.file().size());
    }
}
