package htg.fsimage.ext;

import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.FileSystemProvider;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.fs.Signature;
import htg.fsimage.fs.Signature.Strength;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds and opens ext2, ext3 and ext4 after "ext4 Data Structures and Algorithms" of the Linux kernel's documentation. The journal is
 * not replayed; {@link htg.fsimage.fs.FileSystemInfo#problems} says so where that matters.
 */
public final class ExtProvider implements FileSystemProvider {
    @Override
    public String name() {
        return "ext";
    }

    @Override
    public Optional<Signature> probe(byte[] start) {
        if (start.length < Superblock.PLACE + Superblock.SIZE) {
            return Optional.empty();
        }
        byte[] bytes = Arrays.copyOfRange(start, Superblock.PLACE, Superblock.PLACE + Superblock.SIZE);
        Structure fields = Structure.of("ext superblock", Superblock.PLACE, bytes, ByteOrder.LITTLE_ENDIAN);
        try {
            return Superblock.hasMagic(fields) ? Optional.of(signature(fields)) : Optional.empty();
        } catch (CorruptFileSystemException tooShort) {
            return Optional.empty();
        }
    }

    private static Signature signature(Structure fields) throws CorruptFileSystemException {
        try {
            Features features = Superblock.of(fields).features();
            boolean proven = features.has(Feature.METADATA_CSUM);
            return new Signature(features.type(), proven ? Strength.PROVEN : Strength.MAGIC);
        } catch (CorruptFileSystemException damaged) {
            // Copies of it may be sound, but they are far away.
            return new Signature(Features.of(fields).type(), Strength.PLAUSIBLE);
        }
    }

    @Override
    public FileSystem open(OpenRequest request) throws IOException {
        return ExtFileSystem.open(request);
    }
}
