package htg.fsimage.compress;

import java.io.IOException;
import java.io.InputStream;

/** Adds to each byte the one that was so many bytes before it. */
final class DeltaInputStream extends PackedInputStream {
    private final InputStream source;
    private final byte[] last;
    private int next;

    DeltaInputStream(InputStream source, int distance) {
        this.source = source;
        this.last = new byte[distance];
    }

    @Override
    int piece(byte[] into, int offset, int length) throws IOException {
        int count = source.read(into, offset, length);
        for (int at = offset; at < offset + count; at++) {
            into[at] += last[next];
            last[next] = into[at];
            next = next + 1 == last.length ? 0 : next + 1;
        }
        return count;
    }
}
