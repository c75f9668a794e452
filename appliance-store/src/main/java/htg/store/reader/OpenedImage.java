package htg.store.reader;

import htg.fsimage.container.ContainerOptions;
import htg.fsimage.fs.Limits;
import htg.fsimage.image.Contents;
import htg.fsimage.image.DiskImage;
import htg.fsimage.image.ImageOptions;
import htg.fsimage.image.ImageVolume;
import htg.fsimage.image.Recognized;
import htg.fsimage.inspect.Part;
import htg.fsimage.mounts.Mounted;
import htg.fsimage.mounts.Mounts;
import htg.fsimage.mounts.Place;
import htg.fsimage.partition.Scheme;
import htg.fsimage.partition.Slice;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The images of a request, the file systems in them open. Those that cannot be opened are left out, and told. */
final class OpenedImage implements Closeable {
    /** What {@code xz -9} needs; while it grows it is there twice, which a process with half of 512 MB for Java has room for. */
    private static final long MOST_WINDOW = 64L << 20;

    private static final String EFI_SYSTEM = "c12a7328-f81f-11d2-ba4b-00a0c93ec93b";

    private final List<DiskImage> disks = new ArrayList<>();
    private final List<Unopened> unopened = new ArrayList<>();
    private final List<Unopened> unread = new ArrayList<>();
    private final List<Mounted> mounted = new ArrayList<>();
    private final Limits limits;

    /**
     * A file system that is there but cannot be read.
     *
     * @param name of its volume
     * @param problem why
     */
    record Unopened(String name, String problem) {}

    private OpenedImage(Limits limits) {
        this.limits = limits;
    }

    /**
     * Opens what a request names.
     *
     * @throws htg.fsimage.volume.ImageFormatException when the container of one cannot be read
     */
    static OpenedImage of(Request request, Limits limits) throws IOException {
        OpenedImage opened = new OpenedImage(limits);
        boolean done = false;
        try {
            ImageOptions options = options(request);
            opened.disks.add(DiskImage.open(Path.of(request.required("image")), options));
            for (String other : request.all("also")) {
                opened.disks.add(DiskImage.open(Path.of(other), options));
            }
            opened.mountAll();
            done = true;
            return opened;
        } finally {
            if (!done) {
                opened.close();
            }
        }
    }

    private static ImageOptions options(Request request) {
        ContainerOptions container = ContainerOptions.STANDARD;
        for (String file : request.all("allow")) {
            container = container.allow(Path.of(file));
        }
        if (request.has("scratch")) {
            long most = Long.parseLong(request.required("most"));
            container = container
                    .scratch(new ScratchFiles(request.all("scratch"), most))
                    .window(MOST_WINDOW);
        }
        return ImageOptions.standard().container(container);
    }

    private void mountAll() {
        List<ImageVolume> volumes =
                disks.stream().flatMap(disk -> disk.volumes().stream()).toList();
        for (int disk = 0; disk < disks.size(); disk++) {
            for (ImageVolume volume : disks.get(disk).volumes()) {
                String name = name(disk, volume);
                if (volume.contents() instanceof Contents.Openable) {
                    mount(name, volume, place(disk, volume), volumes);
                } else if (volume.contents() instanceof Recognized what) {
                    unread.add(new Unopened(name, "it " + what.reason() + " (" + what.type() + ")"));
                } else {
                    unread.add(new Unopened(name, "there is nothing that is known"));
                }
            }
        }
    }

    private void mount(String name, ImageVolume volume, Place place, List<ImageVolume> all) {
        try {
            mounted.add(Mounted.of(name, volume.open(all, limits), place));
        } catch (IOException problem) {
            unopened.add(new Unopened(name, String.valueOf(problem.getMessage())));
        }
    }

    /** The number of a partition; with several disks, that of its disk in front of it. */
    String name(int disk, ImageVolume volume) {
        String name = volume.name().isEmpty() ? "disk" : volume.name();
        return disks.size() == 1 ? name : (disk + 1) + "." + name;
    }

    private Place place(int disk, ImageVolume volume) {
        Optional<Slice> slice = volume.slice();
        if (slice.isEmpty()) {
            return Place.wholeDisk(disk);
        }
        Scheme scheme = disks.get(disk).table().scheme();
        Place.Table table = scheme == Scheme.GPT || scheme == Scheme.HYBRID ? Place.Table.GPT : Place.Table.MBR;
        Place place = Place.partition(disk, table, slice.get().index())
                .named(slice.get().uuid(), slice.get().label());
        String type = slice.get().typeId().toLowerCase(Locale.ROOT);
        return type.equals(EFI_SYSTEM) || type.equals("0xef") ? place.forEfi() : place;
    }

    /** The image, and those given with it. */
    List<DiskImage> disks() {
        return disks;
    }

    /** All file systems that can be read. */
    List<Mounted> mounted() {
        return mounted;
    }

    /** Those that should be readable, but are not. */
    List<Unopened> unopened() {
        return unopened;
    }

    /**
     * The file system that a user means.
     *
     * @param partition as {@link Volumes#choose} takes it
     */
    Mounted choose(Optional<String> partition, String path) throws IOException {
        List<Unopened> rest = new ArrayList<>(unopened);
        rest.addAll(unread);
        return new Volumes(mounted, rest, limits).choose(partition, path);
    }

    Mounts mounts() {
        return Mounts.of(mounted);
    }

    /** All disks and their partitions, those included that are not read. */
    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (int number = 0; number < disks.size(); number++) {
            DiskImage disk = disks.get(number);
            Optional<ImageVolume> whole = disk.volumes().stream()
                    .filter(volume -> volume.slice().isEmpty())
                    .findFirst();
            String name = disks.size() == 1 ? "disk" : (number + 1) + ".disk";
            String type = whole.map(volume -> volume.contents().type()).orElse("");
            parts.add(Part.disk(name, disk.container().disk(), type));
            for (ImageVolume volume : disk.volumes()) {
                Optional<Slice> slice = volume.slice();
                if (slice.isPresent()) {
                    parts.add(Part.partition(
                            name(number, volume),
                            volume.volume(),
                            volume.contents().type(),
                            slice.get().type(),
                            slice.get().bootable()));
                }
            }
        }
        return parts;
    }

    @Override
    public void close() throws IOException {
        for (DiskImage disk : disks) {
            disk.close();
        }
    }
}
