package htg.fsimage.iso;

import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.FileSystemProvider;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.fs.Signature;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** Finds ISO 9660, on a disc's image or behind the partition table of one that boots from a stick as well. */
public final class IsoProvider implements FileSystemProvider {
    private static final byte[] MARK = {'C', 'D', '0', '0', '1'};
    private static final int PLACE = VolumeDescriptors.SYSTEM_AREA * Disc.SECTOR + 1;

    @Override
    public String name() {
        return "iso9660";
    }

    @Override
    public Optional<Signature> probe(byte[] start) {
        boolean found = start.length >= PLACE + MARK.length
                && Arrays.equals(start, PLACE, PLACE + MARK.length, MARK, 0, MARK.length);
        return found ? Optional.of(new Signature("iso9660", Signature.Strength.MAGIC)) : Optional.empty();
    }

    @Override
    public FileSystem open(OpenRequest request) throws IOException {
        return IsoFileSystem.open(request.volume(), request.limits());
    }
}
