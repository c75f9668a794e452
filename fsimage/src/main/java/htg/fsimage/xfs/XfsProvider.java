package htg.fsimage.xfs;

import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.FileSystemProvider;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.fs.Signature;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Finds and opens XFS. */
public final class XfsProvider implements FileSystemProvider {
    private static final int FREE_SPACE_MAGIC = 0x58414746;
    private static final int INODES_MAGIC = 0x58414749;
    private static final int LARGEST_SECTOR = 32 << 10;

    @Override
    public String name() {
        return XfsFileSystem.TYPE;
    }

    @Override
    public Optional<Signature> probe(byte[] start) {
        ByteBuffer bytes = ByteBuffer.wrap(start);
        if (start.length >= 4 && bytes.getInt(0) == Superblock.MAGIC) {
            return Optional.of(new Signature(XfsFileSystem.TYPE, sound(start)));
        }
        return headers(bytes)
                ? Optional.of(new Signature(XfsFileSystem.TYPE, Signature.Strength.PLAUSIBLE))
                : Optional.empty();
    }

    private static Signature.Strength sound(byte[] start) {
        try {
            return Superblock.read(Volume.of(start), 0).features().checksums()
                    ? Signature.Strength.PROVEN
                    : Signature.Strength.MAGIC;
        } catch (IOException doubtful) {
            return Signature.Strength.MAGIC;
        }
    }

    /** Whether the headers of the first allocation group are where they would be behind a superblock that is lost. */
    private static boolean headers(ByteBuffer bytes) {
        for (int sector = 512; sector <= LARGEST_SECTOR && 2 * sector + 4 <= bytes.capacity(); sector *= 2) {
            if (bytes.getInt(sector) == FREE_SPACE_MAGIC && bytes.getInt(2 * sector) == INODES_MAGIC) {
                return true;
            }
        }
        return false;
    }

    @Override
    public FileSystem open(OpenRequest request) throws IOException {
        return XfsFileSystem.open(request);
    }
}
