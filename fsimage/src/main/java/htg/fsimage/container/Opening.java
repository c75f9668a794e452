package htg.fsimage.container;

import htg.fsimage.volume.Volume;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An image while it is opened: what it may use, what is known of it so far, and what has to be closed with it. */
final class Opening implements Closeable {
    private final Volume file;
    private final Neighbours neighbours;
    private final ContainerOptions options;
    private final Map<String, String> facts = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final List<Snapshot> snapshots = new ArrayList<>();
    private final Deque<Closeable> resources = new ArrayDeque<>();

    Opening(Volume file, Neighbours neighbours, ContainerOptions options) {
        this.file = file;
        this.neighbours = neighbours;
        this.options = options;
    }

    Volume file() {
        return file;
    }

    Neighbours neighbours() {
        return neighbours;
    }

    ContainerOptions options() {
        return options;
    }

    Map<String, String> facts() {
        return facts;
    }

    List<String> problems() {
        return problems;
    }

    List<Snapshot> snapshots() {
        return snapshots;
    }

    void fact(String name, Object value) {
        facts.put(name, value.toString());
    }

    void problem(String sentence) {
        problems.add(sentence);
    }

    void snapshot(Snapshot snapshot) {
        snapshots.add(snapshot);
    }

    /** Has something closed when the container is. */
    <T extends Closeable> T own(T resource) {
        resources.push(resource);
        return resource;
    }

    /** Another file of the image, which its own rules of {@link Neighbours#named} allow. */
    Container backing(String name, String kind, boolean raw) throws IOException {
        Container backing = own(neighbours.named(name, kind, raw));
        backing.problems().forEach(problem -> problem("In the " + kind + ": " + problem));
        return backing;
    }

    /** What is read of the image's tables takes a quarter of the memory that is allowed. */
    Table table(java.nio.ByteOrder order) {
        return new Table(file, order, options.memory() / 4);
    }

    /** A disk that is put together from pieces. */
    Container mapped(String format, long size, MappedVolume.Map map) {
        return new Container(format, new MappedVolume(size, map, options.memory() / 2), this);
    }

    /** A disk that is a part of the file as it is. */
    Container plain(String format, long offset, long size) throws IOException {
        return new Container(format, file.range(offset, size), this);
    }

    @Override
    public void close() throws IOException {
        IOException first = null;
        while (!resources.isEmpty()) {
            try {
                resources.pop().close();
            } catch (IOException failure) {
                first = first == null ? failure : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
