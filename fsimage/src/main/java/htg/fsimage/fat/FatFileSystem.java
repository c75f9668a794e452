package htg.fsimage.fat;

import htg.fsimage.volume.Extent;
import htg.fsimage.volume.ExtentInputStream;
import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * A FAT file system, read-only. Paths begin with {@code /}; names match without regard to case, as everywhere on FAT.
 * Safe for several threads at once.
 */
public final class FatFileSystem {
    private final Volume volume;
    private final FatGeometry geometry;

    private FatFileSystem(Volume volume, FatGeometry geometry) {
        this.volume = volume;
        this.geometry = geometry;
    }

    /**
     * Reads the boot sector. The file system reads from {@code volume} and does not close it.
     *
     * @throws ImageFormatException when there is no FAT file system, or its layout does not fit the volume
     */
    public static FatFileSystem open(Volume volume) throws IOException {
        return new FatFileSystem(volume, FatGeometry.read(volume));
    }

    /** As {@link #open}, but also where the volume ends before its last clusters; what is in these cannot be read. */
    static FatFileSystem openEvenCutOff(Volume volume) throws IOException {
        return new FatFileSystem(volume, FatGeometry.readEvenCutOff(volume));
    }

    public FatType type() {
        return geometry.type();
    }

    /** Bytes a cluster. */
    public int clusterSize() {
        return geometry.clusterSize();
    }

    /** Number of data clusters. */
    public long clusterCount() {
        return geometry.clusterCount();
    }

    /** Where the first data cluster begins, in bytes from the start of the volume. */
    public long dataOffset() {
        return geometry.dataOffset();
    }

    /** The serial number, which GRUB and Linux show as {@code %04X-%04X} and take for the file system's UUID. */
    public int volumeId() {
        return geometry.volumeId();
    }

    /** The label: the root folder's if it has one, else the boot sector's; empty when there is none. */
    public String label() throws IOException {
        String inRoot = directory(root()).label();
        return inRoot.isEmpty() ? geometry.bootLabel() : inRoot;
    }

    public FatEntry root() {
        return FatEntry.root(geometry.rootCluster());
    }

    /**
     * The files and folders in a folder, in the order they are stored.
     *
     * @throws ImageFormatException when {@code path} is not a folder
     */
    public List<FatEntry> list(String path) throws IOException {
        FatEntry entry =
                stat(path).orElseThrow(() -> new ImageFormatException("the FAT file system has no folder " + path));
        return list(entry);
    }

    /** The files and folders in a folder, in the order they are stored. */
    public List<FatEntry> list(FatEntry folder) throws IOException {
        return directory(folder).entries();
    }

    /** The file or folder at a path; empty when there is none. */
    public Optional<FatEntry> stat(String path) throws IOException {
        FatEntry current = root();
        for (String name : path.split("/", -1)) {
            if (name.isEmpty()) {
                continue;
            }
            Optional<FatEntry> child = current.directory() ? child(current, name) : Optional.empty();
            if (child.isEmpty()) {
                return child;
            }
            current = child.get();
        }
        return Optional.of(current);
    }

    /**
     * Where a file's bytes lie, in file order, in bytes from the start of the volume. One extent means that the file is
     * contiguous. The last extent ends with the file, not with its cluster.
     *
     * @throws ImageFormatException when the chain is shorter than the file's size, leaves the volume, or runs in a circle
     */
    public List<Extent> extents(FatEntry file) throws IOException {
        if (file.directory()) {
            return directoryExtents(file);
        }
        return new FatTable(volume, geometry).extents(file.firstCluster(), file.size());
    }

    /** The contents of a file. The chain is followed before the first byte is read. */
    public InputStream read(FatEntry file) throws IOException {
        if (file.directory()) {
            throw new ImageFormatException(file.path() + " is a folder");
        }
        return new ExtentInputStream(volume, extents(file));
    }

    /**
     * The contents of the file at a path.
     *
     * @throws ImageFormatException when there is no such file
     */
    public InputStream read(String path) throws IOException {
        return read(stat(path).orElseThrow(() -> new ImageFormatException("the FAT file system has no file " + path)));
    }

    /** All files and folders below the root, each folder before what it holds. */
    public List<FatEntry> tree() throws IOException {
        return new TreeWalk(this).walk();
    }

    private Optional<FatEntry> child(FatEntry folder, String name) throws IOException {
        return list(folder).stream()
                .filter(entry -> entry.name().equalsIgnoreCase(name))
                .findFirst();
    }

    private Directory directory(FatEntry folder) throws IOException {
        if (!folder.directory()) {
            throw new ImageFormatException(folder.path() + " is not a folder");
        }
        Folder read = Folder.read(volume, geometry, folder);
        if (read.damage().isPresent()) {
            throw read.damage().get();
        }
        return read.directory();
    }

    private List<Extent> directoryExtents(FatEntry folder) throws IOException {
        if (Folder.isFixed(geometry, folder)) {
            return List.of(Folder.fixed(geometry));
        }
        return new FatTable(volume, geometry).extentsToEnd(folder.firstCluster(), Directory.LARGEST);
    }

    Volume volume() {
        return volume;
    }

    FatGeometry geometry() {
        return geometry;
    }
}
