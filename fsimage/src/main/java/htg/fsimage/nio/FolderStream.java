package htg.fsimage.nio;

import htg.fsimage.fs.Limits;
import htg.fsimage.fs.Node;
import htg.fsimage.volume.LimitExceededException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** The names in a folder, read at once; nothing of what they stand for is read. */
final class FolderStream implements DirectoryStream<Path> {
    /** Bytes that a name takes besides its characters. */
    private static final int OVERHEAD = 64;

    private final Path folder;
    private final List<String> names;
    private boolean used;

    private FolderStream(Path folder, List<String> names) {
        this.folder = folder;
        this.names = Collections.unmodifiableList(names);
    }

    static FolderStream of(Path folder, Node node, Filter<? super Path> filter, Limits limits) throws IOException {
        List<String> names = new ArrayList<>();
        long[] left = {limits.memory()};
        node.list(entry -> {
            String name = entry.name();
            if (filter.accept(folder.resolve(name))) {
                names.add(name);
                left[0] -= OVERHEAD + 2L * name.length();
            }
            if (left[0] < 0 || names.size() > limits.entries()) {
                throw new LimitExceededException(folder + " has more than the " + names.size()
                        + " names for which there is memory; " + limits.memory() + " bytes are allowed");
            }
            return true;
        });
        return new FolderStream(folder, names);
    }

    @Override
    public synchronized Iterator<Path> iterator() {
        if (used) {
            throw new IllegalStateException("the folder's entries were already asked for, or the stream is closed");
        }
        used = true;
        return names.stream().map(folder::resolve).iterator();
    }

    @Override
    public synchronized void close() {
        used = true;
    }
}
