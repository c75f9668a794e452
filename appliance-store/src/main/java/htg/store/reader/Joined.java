package htg.store.reader;

import htg.fsimage.boot.entry.BootFile;
import htg.fsimage.fs.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Several ramdisks as one, each at a multiple of four bytes, where the kernel looks for it (early-userspace/buffer-format.rst). */
final class Joined implements Content {
    private static final int ALIGNMENT = 4;

    private final List<Content> parts = new ArrayList<>();
    private final List<Long> starts = new ArrayList<>();
    private long size;

    static Joined of(List<BootFile> files) throws IOException {
        Joined joined = new Joined();
        for (BootFile file : files) {
            joined.size += (ALIGNMENT - joined.size % ALIGNMENT) % ALIGNMENT;
            joined.starts.add(joined.size);
            Content part = file.open();
            joined.parts.add(part);
            joined.size += part.size();
        }
        return joined;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int read(long offset, ByteBuffer into) throws IOException {
        int number = partAt(offset);
        long within = offset - starts.get(number);
        if (within < parts.get(number).size()) {
            return parts.get(number).read(within, into);
        }
        into.put((byte) 0);
        return 1;
    }

    /** An empty part holds nothing, so the last that begins there is the one. */
    private int partAt(long offset) {
        int number = 0;
        while (number + 1 < starts.size() && starts.get(number + 1) <= offset) {
            number++;
        }
        return number;
    }
}
