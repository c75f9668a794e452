package htg.fsimage.btrfs;

import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.FileSystemProvider;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.fs.Signature;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.util.Optional;

/** Finds and opens btrfs. */
public final class BtrfsProvider implements FileSystemProvider {
    private static final int SUPERBLOCK = 64 << 10;
    private static final byte[] MAGIC = {'_', 'B', 'H', 'R', 'f', 'S', '_', 'M'};

    @Override
    public String name() {
        return "btrfs";
    }

    @Override
    public Optional<Signature> probe(byte[] start) {
        int at = SUPERBLOCK + 0x40;
        if (start.length < SUPERBLOCK + BtrfsSuperblock.SIZE
                || !java.util.Arrays.equals(start, at, at + MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return Optional.empty();
        }
        return Optional.of(new Signature("btrfs", strength(start)));
    }

    private static Signature.Strength strength(byte[] start) {
        try {
            BtrfsSuperblock.readUnsized(Volume.of(start), SUPERBLOCK);
            return Signature.Strength.PROVEN;
        } catch (IOException damaged) {
            return Signature.Strength.MAGIC;
        }
    }

    @Override
    public FileSystem open(OpenRequest request) throws IOException {
        return BtrfsFileSystem.open(request);
    }
}
