package htg.fsimage.ufs;

import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.FileSystemProvider;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.fs.Signature;
import java.io.IOException;
import java.util.Optional;

/** UFS1 and UFS2 of the BSDs and Solaris. */
public final class UfsProvider implements FileSystemProvider {
    @Override
    public String name() {
        return "ufs";
    }

    @Override
    public Optional<Signature> probe(byte[] start) {
        return SuperblockSearch.find(start)
                .map(found -> new Signature(found.second() ? "ufs2" : "ufs1", Signature.Strength.MAGIC));
    }

    @Override
    public FileSystem open(OpenRequest request) throws IOException {
        return UfsFileSystem.open(request);
    }

    @Override
    public boolean onlyByName() {
        return true;
    }
}
