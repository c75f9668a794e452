package htg.fsimage.xfs;

import htg.fsimage.volume.Names;
import htg.fsimage.volume.Structure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/** Where a symbolic link leads ("Symbolic Links"): in its inode, or in blocks of its own. */
final class SymbolicLink {
    private static final int LONGEST = 1024;
    private static final int MAGIC = 0x58534C4D;
    private static final int HEADER = 56;

    private final Disk disk;
    private final Inode inode;

    SymbolicLink(Disk disk, Inode inode) {
        this.disk = disk;
        this.inode = inode;
    }

    String target() throws IOException {
        Fork data = inode.data();
        long size = inode.size();
        if (size <= 0 || size > LONGEST) {
            throw data.bytes().corrupt("a link cannot lead " + size + " bytes far");
        }
        byte[] target =
                data.format() == Fork.Format.LOCAL ? data.bytes().bytes(0, (int) size) : remote(data, (int) size);
        return Names.decode(target);
    }

    private byte[] remote(Fork data, int size) throws IOException {
        ForkBlocks blocks = new ForkBlocks(disk, data);
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        long at = 0;
        while (target.size() < size) {
            Mapping mapping = blocks.at(at);
            int most = (LONGEST + HEADER) / disk.geometry().blockSize() + 1;
            int count = (int) Math.min(most, mapping.end() - at);
            target.write(part(blocks, at, count, target.size(), size - target.size()));
            at += count;
        }
        return target.toByteArray();
    }

    /** What one extent has of it: in version 5 behind a header that says which part it is. */
    private byte[] part(ForkBlocks blocks, long at, int count, int offset, int left) throws IOException {
        if (!disk.checksums()) {
            Structure part = blocks.read("target block", at, count);
            return part.bytes(0, Math.min(left, part.length()));
        }
        Structure part = blocks.read("target block", at, count, Seal.REMOTE);
        part.require(part.s32(0) == MAGIC, "it is no block of a link");
        long length = part.u32(8);
        part.require(part.u32(4) == offset && length > 0 && length <= left, "it has another part of the target");
        return Arrays.copyOf(part.bytes(HEADER, (int) length), (int) length);
    }
}
