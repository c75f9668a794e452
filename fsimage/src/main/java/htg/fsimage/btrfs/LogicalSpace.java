package htg.fsimage.btrfs;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Bytes by their logical addresses, from any of their copies. Safe for several threads at once. */
final class LogicalSpace {
    private final ChunkMap chunks;
    private final Devices devices;

    LogicalSpace(ChunkMap chunks, Devices devices) {
        this.chunks = chunks;
        this.devices = devices;
    }

    /** How many copies there are of what is at an address, whether they can be read or not. */
    int copies(long address) throws IOException {
        return chunks.at(address).profile().copies();
    }

    /**
     * Fills a buffer from one of the copies.
     *
     * @param rank 0 for the copy to ask first: those on devices that missed transactions come last
     */
    void read(long address, int rank, ByteBuffer into) throws IOException {
        long at = address;
        int limit = into.limit();
        while (into.hasRemaining()) {
            Chunk chunk = chunks.at(at);
            Chunk.Piece piece = chunk.locate(at, copy(chunk, at, rank));
            Volume volume = devices.require(chunk, piece.stripe());
            int count = (int) Math.min(into.remaining(), piece.length());
            if (piece.offset() < 0 || piece.offset() > volume.size() - count) {
                throw new CorruptFileSystemException(
                        "btrfs chunk " + chunk.start(), piece.offset(), "its device ends before that");
            }
            into.limit(into.position() + count);
            volume.read(piece.offset(), into);
            into.limit(limit);
            at += count;
        }
    }

    private int copy(Chunk chunk, long address, int rank) {
        int copies = chunk.profile().copies();
        int fresh = 0;
        for (int copy = 0; copy < copies; copy++) {
            if (!isStale(chunk, address, copy) && fresh++ == rank) {
                return copy;
            }
        }
        int stale = fresh;
        for (int copy = 0; copy < copies; copy++) {
            if (isStale(chunk, address, copy) && stale++ == rank) {
                return copy;
            }
        }
        return rank;
    }

    private boolean isStale(Chunk chunk, long address, int copy) {
        return devices.isStale(chunk.locate(address, copy).stripe().deviceUuid());
    }
}
