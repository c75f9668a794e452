package htg.fsimage.fat;

import htg.fsimage.fs.Content;
import htg.fsimage.volume.CorruptFileSystemException;
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
        long there = volume.size() - rest.offset();
        if (there <= 0) {
            throw new CorruptFileSystemException("FAT cluster", rest.offset(), "the volume ends before it does");
        }
        long most = Math.min(Math.min(rest.length(), there), size - offset);
        int count = (int) Math.min(most, into.remaining());
        volume.read(rest.offset(), into.slice(into.position(), count));
        into.position(into.position() + count);
        return count;
    }
}
