package htg.fsimage.compress;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.LimitExceededException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/**
 * The contents of Zstandard frames of any length (RFC 8878), without dictionaries; skippable frames are skipped, checksums verified. It keeps
 * no more than a frame's window and a quarter of that, and takes the memory only as the contents come. Not safe for several threads.
 */
public final class ZstdInputStream extends InputStream {
    /** The largest window that {@code zstd -d} takes unasked: 128 MiB, up to {@code zstd --long=27}. */
    public static final long LARGEST_WINDOW = 128L << 20;

    private static final int FIRST_BUFFER = 2 * ZstdFormat.LARGEST_BLOCK;
    private static final int LEAST_SLACK = 1 << 20;

    private final InputStream in;
    private final long mostWindow;
    private final ZstdBlock block = new ZstdBlock();
    private final byte[] packed = new byte[ZstdFormat.LARGEST_BLOCK];
    private byte[] buffer = new byte[FIRST_BUFFER];
    private int start;
    private int given;
    private int end;
    private boolean anyFrame;
    private boolean inFrame;
    private ZstdHeader header = new ZstdHeader(0, 0, -1, false);
    private Xxh64 hash = new Xxh64();
    private long total;

    /**
     * Unpacks a stream, which is closed with this one.
     *
     * @param mostWindow the largest window of a frame, in bytes; a frame that wants more is a {@link LimitExceededException}
     */
    public ZstdInputStream(InputStream in, long mostWindow) {
        this.in = in;
        this.mostWindow = Math.min(mostWindow, 1L << 30);
    }

    @Override
    public int read() throws IOException {
        return isAtEnd() ? -1 : Byte.toUnsignedInt(buffer[given++]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        } else if (isAtEnd()) {
            return -1;
        }
        int count = Math.min(length, end - given);
        System.arraycopy(buffer, given, into, offset, count);
        given += count;
        return count;
    }

    @Override
    public int available() {
        return end - given;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Unpacks until there is something to give. */
    private boolean isAtEnd() throws IOException {
        while (given == end) {
            if (inFrame) {
                nextBlock();
            } else if (!nextFrame()) {
                return true;
            }
        }
        return false;
    }

    private boolean nextFrame() throws IOException {
        int count = in.readNBytes(packed, 0, 4);
        if (count == 0 && anyFrame) {
            return false;
        }
        requireAll(count == 4);
        anyFrame = true;
        long magic = Bytes.u32(packed, 0);
        if (ZstdFormat.isSkippable(magic)) {
            take(4);
            skipFrame(Bytes.u32(packed, 0));
        } else {
            ZstdFormat.require(magic == ZstdFormat.MAGIC, "does not begin as a frame does");
            startFrame();
        }
        return true;
    }

    private void skipFrame(long count) throws IOException {
        long left = count;
        while (left > 0) {
            int skipped = in.readNBytes(packed, 0, (int) Math.min(left, packed.length));
            requireAll(skipped > 0);
            left -= skipped;
        }
    }

    private void startFrame() throws IOException {
        take(1);
        int length = ZstdHeader.length(Bytes.u8(packed, 0));
        requireAll(in.readNBytes(packed, 1, length - 1) == length - 1);
        header = ZstdHeader.parse(packed, 0);
        if (header.window() > mostWindow) {
            throw new LimitExceededException(
                    "the zstd stream needs a window of " + header.window() + " bytes; " + mostWindow + " are allowed");
        }
        block.startFrame();
        hash = new Xxh64();
        total = 0;
        start = 0;
        given = 0;
        end = 0;
        inFrame = true;
    }

    private void nextBlock() throws IOException {
        take(3);
        int blockHeader = Bytes.u24(packed, 0);
        take(ZstdBlock.packedSize(blockHeader));
        makeRoom();
        int newEnd = block.unpack(blockHeader, packed, 0, buffer, start, end, buffer.length);
        total += newEnd - end;
        if (header.checksum()) {
            hash.update(buffer, end, newEnd - end);
        }
        if ((blockHeader & 1) != 0) {
            endFrame();
        }
        end = newEnd;
    }

    private void endFrame() throws IOException {
        inFrame = false;
        ZstdFormat.require(header.contentSize() < 0 || header.contentSize() == total, "is not as long as it says");
        if (header.checksum()) {
            take(4);
            ZstdFormat.require(Bytes.u32(packed, 0) == (hash.value() & 0xFFFF_FFFFL), "has a wrong checksum");
        }
    }

    /** Makes room for a block: forgets what is out of the window's reach, or takes more memory. */
    private void makeRoom() {
        if (buffer.length - end >= ZstdFormat.LARGEST_BLOCK) {
            return;
        }
        int keep = (int) Math.min(end - start, header.window());
        long most = header.window() + Math.max(LEAST_SLACK, header.window() / 4);
        byte[] old = buffer;
        if (keep + ZstdFormat.LARGEST_BLOCK > buffer.length / 2 && buffer.length < most) {
            buffer = new byte[(int) Math.min(2L * buffer.length, most)];
        }
        System.arraycopy(old, end - keep, buffer, 0, keep);
        start = 0;
        given = keep;
        end = keep;
    }

    private void take(int count) throws IOException {
        requireAll(in.readNBytes(packed, 0, count) == count);
    }

    private static void requireAll(boolean there) throws CorruptFileSystemException {
        ZstdFormat.require(there, "ends early");
    }
}
