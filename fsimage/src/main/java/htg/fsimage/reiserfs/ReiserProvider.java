package htg.fsimage.reiserfs;

import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.FileSystemProvider;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.fs.Signature;
import java.io.IOException;
import java.util.Optional;

/** ReiserFS 3.5 and 3.6. */
public final class ReiserProvider implements FileSystemProvider {
    @Override
    public String name() {
        return "reiserfs";
    }

    @Override
    public Optional<Signature> probe(byte[] start) {
        return Superblock.find(start).isPresent()
                ? Optional.of(new Signature("reiserfs", Signature.Strength.MAGIC))
                : Optional.empty();
    }

    @Override
    public FileSystem open(OpenRequest request) throws IOException {
        return ReiserFileSystem.open(request);
    }

    @Override
    public boolean onlyByName() {
        return true;
    }
}
