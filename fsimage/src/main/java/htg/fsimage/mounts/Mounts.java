package htg.fsimage.mounts;

import htg.fsimage.fs.Limits;
import htg.fsimage.fs.Node;
import htg.fsimage.volume.ImageFormatException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The file systems of an image, and how to find one of them. Not safe for several threads at once. */
public final class Mounts {
    /** Of one file system: snapshots of a system are systems as well. */
    private static final int MOST_ROOTS = 64;

    private final List<Mounted> all;
    private final Limits limits;
    private final Problems problems = new Problems();

    private Mounts(List<Mounted> all, Limits limits) {
        this.all = List.copyOf(all);
        this.limits = limits;
    }

    /** In the order in which they lie in the image. */
    public static Mounts of(List<Mounted> all) {
        return of(all, Limits.STANDARD);
    }

    /** As {@link #of(List)}, with limits for following links. */
    public static Mounts of(List<Mounted> all, Limits limits) {
        return new Mounts(all, limits);
    }

    public List<Mounted> all() {
        return all;
    }

    /** What reading may cost. */
    public Limits limits() {
        return limits;
    }

    /** What could not be read so far. */
    public Problems problems() {
        return problems;
    }

    /** By the UUID of a file system; case does not count. */
    public Optional<Mounted> byUuid(String uuid) {
        return first(one -> !uuid.isEmpty() && one.info().uuid().equalsIgnoreCase(uuid));
    }

    /** By the label of a file system. */
    public Optional<Mounted> byLabel(String label) {
        return first(one -> !label.isEmpty() && one.info().label().equals(label));
    }

    /** By the GUID of a partition, or the {@code signature-number} of an MBR's. */
    public Optional<Mounted> byPartitionId(String id) {
        return first(one -> !id.isEmpty() && one.place().partitionId().equalsIgnoreCase(id));
    }

    public Optional<Mounted> byPartitionLabel(String label) {
        return first(one -> !label.isEmpty() && one.place().partitionLabel().equals(label));
    }

    /** By the number of a partition, on whichever disk. */
    public Optional<Mounted> byNumber(int partition) {
        return first(one ->
                one.place().partition() == partition && one.place().volume().isEmpty());
    }

    /** By {@link Mounted#name}. */
    public Optional<Mounted> byName(String name) {
        return first(one -> one.name().equals(name));
    }

    /**
     * By what {@code /etc/fstab} and {@code root=} say: {@code UUID=}, {@code LABEL=}, {@code PARTUUID=}, {@code PARTLABEL=}, or a
     * path below {@code /dev}. Names of disks are those of another machine, so of {@code /dev/sdb2} only the number counts.
     */
    public Optional<Mounted> bySpecification(String specification) {
        String text = specification.replace("\"", "");
        int equals = text.indexOf('=');
        String value = text.substring(equals + 1);
        return switch (equals < 0 ? "" : text.substring(0, equals)) {
            case "UUID" -> byUuid(value);
            case "LABEL" -> byLabel(value);
            case "PARTUUID" -> byPartitionId(value);
            case "PARTLABEL" -> byPartitionLabel(value);
            case "" -> byDevice(text);
            default -> Optional.empty();
        };
    }

    private Optional<Mounted> byDevice(String path) {
        String last = path.substring(path.lastIndexOf('/') + 1);
        if (path.startsWith("/dev/disk/by-uuid/")) {
            return byUuid(last);
        } else if (path.startsWith("/dev/disk/by-label/")) {
            return byLabel(last);
        } else if (path.startsWith("/dev/disk/by-partuuid/")) {
            return byPartitionId(last);
        } else if (path.startsWith("/dev/mapper/")) {
            return first(one ->
                    !one.place().volume().isEmpty() && one.place().mapperName().equals(last));
        }
        Optional<Mounted> logical = first(
                one -> !one.place().volume().isEmpty() && ("/dev/" + one.place().volume()).equals(path));
        return logical.isPresent() || !path.startsWith("/dev/") ? logical : byNumber(number(last));
    }

    /** The number of {@code sda2}, {@code nvme0n1p2} or {@code vda2}; 0 for a whole disk, -1 when it is no name of a disk. */
    private static int number(String device) {
        int end = device.length();
        while (end > 0 && Character.isDigit(device.charAt(end - 1))) {
            end--;
        }
        boolean disk = device.startsWith("sd")
                || device.startsWith("hd")
                || device.startsWith("vd")
                || device.startsWith("xvd");
        boolean numbered = device.startsWith("nvme") || device.startsWith("mmcblk");
        if (device.length() - end > 4 || (!disk && !(numbered && end > 0 && device.charAt(end - 1) == 'p'))) {
            return numbered ? 0 : -1;
        }
        return end == device.length() ? 0 : Integer.parseInt(device.substring(end), 10);
    }

    /** By the name that GRUB gives a device, without parentheses: {@code hd0,gpt2}, {@code hd0,2}, {@code lvm/vg-root}. */
    public Optional<Mounted> byGrubName(String device) {
        Optional<Mounted> exact = first(one -> one.place().grubName().equals(device));
        if (exact.isPresent()) {
            return exact;
        } else if (device.startsWith("lvm/") || device.startsWith("lvmid/")) {
            return Optional.empty();
        }
        int comma = device.indexOf(',');
        if (comma < 0) {
            return device.matches("(hd|cd|fd)[0-9]{0,3}|memdisk") ? byNumber(0) : Optional.empty();
        }
        String number = device.substring(device.lastIndexOf(',') + 1).replaceFirst("^(gpt|msdos)", "");
        return number.matches("[0-9]{1,4}") ? byNumber(Integer.parseInt(number, 10)) : Optional.empty();
    }

    private Optional<Mounted> first(Predicate<Mounted> wanted) {
        return all.stream().filter(wanted).findFirst();
    }

    /** The top of a file system; empty when it cannot be read. */
    public Optional<Root> top(Mounted mounted) throws IOException {
        return root(mounted, "/");
    }

    /** Every folder of a file system that a system may have for its root, the likeliest first. */
    public List<Root> roots(Mounted mounted) throws IOException {
        List<Root> roots = new ArrayList<>();
        List<String> paths = paths(mounted);
        if (paths.size() > MOST_ROOTS) {
            problems.add(
                    "Of " + paths.size() + " systems in " + mounted.name() + ", " + MOST_ROOTS + " are looked at.");
        }
        for (String path : paths.subList(0, Math.min(MOST_ROOTS, paths.size()))) {
            root(mounted, path).ifPresent(roots::add);
        }
        return roots;
    }

    /** {@link #roots(Mounted)} of all. */
    public List<Root> roots() throws IOException {
        List<Root> roots = new ArrayList<>();
        for (Mounted mounted : all) {
            roots.addAll(roots(mounted));
        }
        return roots;
    }

    private List<String> paths(Mounted mounted) throws IOException {
        try {
            return mounted.fileSystem().systemRoots();
        } catch (ImageFormatException | FileSystemException damaged) {
            problems.add(mounted.name() + " does not say where a system's root may be: " + damaged.getMessage());
            return List.of("/");
        }
    }

    private Optional<Root> root(Mounted mounted, String path) throws IOException {
        try {
            Node top = mounted.fileSystem().root();
            Root whole = new Root(mounted, "/", top, limits, problems);
            return path.equals("/")
                    ? Optional.of(whole)
                    : whole.find(path).map(node -> new Root(mounted, path, node, limits, problems));
        } catch (ImageFormatException | FileSystemException damaged) {
            problems.add("The root of " + mounted.name() + " cannot be read: " + damaged.getMessage());
            return Optional.empty();
        }
    }
}
