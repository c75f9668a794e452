package htg.fsimage.image;

import htg.fsimage.container.Container;
import htg.fsimage.container.Containers;
import htg.fsimage.partition.PartitionTable;
import htg.fsimage.partition.Slice;
import htg.fsimage.volume.Volume;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The image of a disk: its container, its partitions, and what they hold. Safe for several threads at once, until it is closed. */
public final class DiskImage implements Closeable {
    /** More are not looked at. */
    public static final int MOST_VOLUMES = 256;

    private final Container container;
    private final PartitionTable table;
    private final List<ImageVolume> volumes;
    private final List<String> problems;

    private DiskImage(Container container, PartitionTable table, List<ImageVolume> volumes, List<String> problems) {
        this.container = container;
        this.table = table;
        this.volumes = List.copyOf(volumes);
        this.problems = List.copyOf(problems);
    }

    /**
     * Opens an image file and looks at what its volumes begin with.
     *
     * @throws htg.fsimage.volume.ImageFormatException when its container cannot be read; whatever else is damaged is a problem only
     */
    public static DiskImage open(Path image, ImageOptions options) throws IOException {
        return open(Containers.open(image, options.container()), options);
    }

    /** As {@link #open(Path, ImageOptions)} for an image that is in a volume, which stays open. */
    public static DiskImage open(Volume image, ImageOptions options) throws IOException {
        return open(Containers.open(image, options.container()), options);
    }

    private static DiskImage open(Container container, ImageOptions options) throws IOException {
        boolean done = false;
        try {
            Volume disk = container.disk();
            PartitionTable table = options.sectorSize() == 0
                    ? PartitionTable.read(disk)
                    : PartitionTable.read(disk, options.sectorSize());
            List<String> problems = new ArrayList<>();
            List<ImageVolume> volumes = volumes(disk, table, options, problems);
            done = true;
            return new DiskImage(container, table, volumes, problems);
        } finally {
            if (!done) {
                container.close();
            }
        }
    }

    private static List<ImageVolume> volumes(
            Volume disk, PartitionTable table, ImageOptions options, List<String> problems) throws IOException {
        List<Slice> slices = table.leaves();
        List<ImageVolume> volumes = new ArrayList<>();
        if (slices.isEmpty()) {
            volumes.add(look(Optional.empty(), disk, options));
            return volumes;
        }
        if (slices.size() > MOST_VOLUMES) {
            problems.add("Of " + slices.size() + " partitions " + MOST_VOLUMES + " are looked at.");
        }
        for (Slice slice : slices.subList(0, Math.min(slices.size(), MOST_VOLUMES))) {
            volumes.add(look(Optional.of(slice), slice.volume(disk), options));
        }
        addWhole(disk, options, volumes, problems);
        return volumes;
    }

    private static ImageVolume look(Optional<Slice> slice, Volume volume, ImageOptions options) throws IOException {
        Recognizer recognizer = new Recognizer(options.providers());
        Contents contents = recognizer.recognize(volume);
        return new ImageVolume(slice, volume, contents, recognizer.problems());
    }

    /** An ISO 9660 leaves room for a partition table, as on sticks that were copied from a CD. */
    private static void addWhole(Volume disk, ImageOptions options, List<ImageVolume> volumes, List<String> problems)
            throws IOException {
        Recognizer.layer(disk)
                .ifPresent(layer -> problems.add("The disk as a whole looks like " + layer.type()
                        + ", but is taken for a disk with partitions."));
        Recognizer recognizer = new Recognizer(options.providers());
        boolean iso = recognizer.matches(disk).stream()
                .anyMatch(one -> one.signature().type().equals("iso9660"));
        boolean inSlice = volumes.stream().anyMatch(one -> one.contents().type().equals("iso9660"));
        problems.addAll(recognizer.problems());
        if (iso && !inSlice) {
            volumes.add(look(Optional.empty(), disk, options));
        }
    }

    public Container container() {
        return container;
    }

    public PartitionTable table() {
        return table;
    }

    /** The slices that hold no others, in the order of their table, or the whole disk. */
    public List<ImageVolume> volumes() {
        return volumes;
    }

    /** What is wrong with the image as a whole, a sentence each; the container, the table and the volumes have their own. */
    public List<String> problems() {
        return problems;
    }

    @Override
    public void close() throws IOException {
        container.close();
    }
}
