package htg.store.reader;

import htg.fsimage.container.Scratch;
import htg.fsimage.volume.LimitExceededException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/** Empty files of whoever started the reader, each used once. */
final class ScratchFiles implements Scratch {
    private final Deque<String> unused;
    private final long budget;

    ScratchFiles(Collection<String> files, long budget) {
        this.unused = new ArrayDeque<>(files);
        this.budget = budget;
    }

    @Override
    public long budget() {
        return budget;
    }

    @Override
    public FileChannel file() throws IOException {
        if (unused.isEmpty()) {
            throw new LimitExceededException("more disks are compressed than were named");
        }
        return FileChannel.open(Path.of(unused.pop()), StandardOpenOption.READ, StandardOpenOption.WRITE);
    }
}
