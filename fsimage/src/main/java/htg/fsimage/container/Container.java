package htg.fsimage.container;

import htg.fsimage.volume.Volume;
import java.io.Closeable;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A virtual disk in its file or files. Safe for several threads at once, until it is closed. */
public final class Container implements Closeable {
    private final String format;
    private final Volume disk;
    private final Map<String, String> facts;
    private final List<String> problems;
    private final List<Snapshot> snapshots;
    private final Closeable resources;

    Container(String format, Volume disk, Opening opening) {
        this.format = format;
        this.disk = disk;
        this.facts = Collections.unmodifiableMap(new LinkedHashMap<>(opening.facts()));
        this.problems = List.copyOf(opening.problems());
        this.snapshots = List.copyOf(opening.snapshots());
        this.resources = opening;
    }

    /** Such as {@code qcow2}, {@code vmdk} or {@code raw}. */
    public String format() {
        return format;
    }

    /** Bytes that a machine sees. */
    public long virtualSize() {
        return disk.size();
    }

    /** The disk as a machine sees it. Closing it does nothing; it is readable until the container is closed. */
    public Volume disk() {
        return disk;
    }

    /**
     * Whether data or a hole is at a place of the disk, and how far that goes at least. What a file's own file system keeps as a hole counts as
     * data.
     *
     * @param most how many bytes are looked at
     */
    public Stretch stretch(long offset, long most) throws IOException {
        if (disk instanceof MappedVolume mapped) {
            return mapped.stretch(offset, most);
        }
        disk.requireRange(offset, 1);
        return new Stretch(Math.min(Math.max(1, most), disk.size() - offset), false);
    }

    /** More about it, such as {@code cluster size}, in the order in which to show them. */
    public Map<String, String> facts() {
        return facts;
    }

    /** What is wrong although it can be read, a sentence each. */
    public List<String> problems() {
        return problems;
    }

    /** Earlier states that it keeps. */
    public List<Snapshot> snapshots() {
        return snapshots;
    }

    @Override
    public void close() throws IOException {
        resources.close();
    }
}
