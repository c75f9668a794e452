package htg.fsimage.ufs;

import htg.fsimage.fs.Content;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of a file, folder or long symbolic link. */
final class UfsContent implements Content {
    private final UfsFileSystem fileSystem;
    private final BlockMap map;
    private final long size;
    private final int blockSize;

    UfsContent(UfsFileSystem fileSystem, Inode inode) throws IOException {
        this.fileSystem = fileSystem;
        this.map = new BlockMap(fileSystem, inode);
        this.size = inode.size();
        this.blockSize = fileSystem.superblock().blockSize();
        inode.fields()
                .require(size <= fileSystem.superblock().largestFile(), "its size of " + size + " bytes is impossible");
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public Run run(long offset) throws IOException {
        BlockMap.Piece piece = map.find(offset / blockSize);
        long end = (offset / blockSize + piece.blocks()) * blockSize;
        return new Run(Math.min(end, size), piece.hole());
    }

    @Override
    public int read(long offset, ByteBuffer into) throws IOException {
        BlockMap.Piece piece = map.find(offset / blockSize);
        int within = (int) (offset % blockSize);
        long there = Math.min(piece.blocks() * blockSize - within, size - offset);
        int count = (int) Math.min(there, into.remaining());
        ByteBuffer part = into.slice(into.position(), count);
        if (piece.hole()) {
            zero(part);
        } else {
            fileSystem.read("UFS data", piece.fragment(), within, part);
        }
        into.position(into.position() + count);
        return count;
    }

    /** A block of it from {@code offset}, or what is left of the file there. */
    byte[] block(long offset) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(blockSize, size - offset));
        while (bytes.hasRemaining()) {
            read(offset + bytes.position(), bytes);
        }
        return bytes.array();
    }

    private static void zero(ByteBuffer part) {
        while (part.remaining() >= Long.BYTES) {
            part.putLong(0);
        }
        while (part.hasRemaining()) {
            part.put((byte) 0);
        }
    }
}
