package htg.fsimage.tar;

import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.FileSystemProvider;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.fs.Signature;
import htg.fsimage.fs.Signature.Strength;
import htg.fsimage.volume.CorruptFileSystemException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** tar archives that are not packed. */
public final class TarProvider implements FileSystemProvider {
    @Override
    public String name() {
        return "tar";
    }

    @Override
    public Optional<Signature> probe(byte[] start) {
        if (start.length < TarHeader.BLOCK) {
            return Optional.empty();
        }
        byte[] block = Arrays.copyOf(start, TarHeader.BLOCK);
        if (!TarHeader.sound(block)) {
            return Optional.empty();
        }
        try {
            boolean extended = TarHeader.of(block, 0).extended();
            return Optional.of(new Signature("tar", extended ? Strength.PROVEN : Strength.MAGIC));
        } catch (CorruptFileSystemException impossible) {
            return Optional.empty();
        }
    }

    @Override
    public FileSystem open(OpenRequest request) throws IOException {
        return TarIndexer.open(request);
    }
}
