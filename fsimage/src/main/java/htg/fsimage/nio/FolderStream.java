package htg.fsimage.nio;

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
    private static final int MOST = 5_000_000;

    private final List<Path> paths;
    private boolean used;

    private FolderStream(List<Path> paths) {
        this.paths = Collections.unmodifiableList(paths);
    }

    static FolderStream of(Path folder, Node node, Filter<? super Path> filter) throws IOException {
        List<Path> paths = new ArrayList<>();
        node.list(entry -> {
            Path path = folder.resolve(entry.name());
            if (filter.accept(path)) {
                paths.add(path);
            }
            if (paths.size() > MOST) {
                throw new LimitExceededException(folder + " has more than " + MOST + " entries");
            }
            return true;
        });
        return new FolderStream(paths);
    }

    @Override
    public synchronized Iterator<Path> iterator() {
        if (used) {
            throw new IllegalStateException("the folder's entries were already asked for, or the stream is closed");
        }
        used = true;
        return paths.iterator();
    }

    @Override
    public synchronized void close() {
        used = true;
    }
}
