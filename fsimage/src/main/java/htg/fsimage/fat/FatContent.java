package htg.fsimage.fat;

import htg.fsimage.fs.Content;
import htg.fsimage.volume.Extent;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of a file: of a damaged one those before the damage. */
final class FatContent implements Content {
    private final Volume volume;
    private final FatChain chain;
    private final long size;

    FatContent(Volume volume, FatChain chain, long size) {
        this.volume = volume;
        this.chain = chain;
        this.size = size;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int read(long offset, ByteBuffer into) throws IOException {
        if (offset >= chain.length() && chain.damage().isPresent()) {
            throw chain.damage().get();
        }
        Extent rest = chain.at(offset);
        int count = (int) Math.min(Math.min(rest.length(), size - offset), into.remaining());
        volume.read(rest.offset(), into.slice(into.position(), count));
        into.position(into.position() + count);
        return count;
    }
}
