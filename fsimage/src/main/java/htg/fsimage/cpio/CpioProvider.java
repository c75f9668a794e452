package htg.fsimage.cpio;

import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.FileSystemProvider;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.fs.Signature;
import htg.fsimage.fs.Signature.Strength;
import htg.fsimage.volume.CorruptFileSystemException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** cpio archives that are not packed, one or several behind each other, as ramdisks have them. */
public final class CpioProvider implements FileSystemProvider {
    @Override
    public String name() {
        return "cpio";
    }

    @Override
    public Optional<Signature> probe(byte[] start) {
        Optional<CpioFormat> format = CpioFormat.of(start);
        if (format.isEmpty() || start.length < format.get().headerLength()) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Arrays.copyOf(start, format.get().headerLength());
            CpioHeader header = CpioHeader.of(format.get(), bytes, 0);
            boolean known = header.mode() == 0 || FileType.ofMode(header.mode()) != FileType.UNKNOWN;
            return known ? Optional.of(new Signature("cpio", Strength.MAGIC)) : Optional.empty();
        } catch (CorruptFileSystemException none) {
            return Optional.empty();
        }
    }

    @Override
    public FileSystem open(OpenRequest request) throws IOException {
        return CpioIndexer.open(request);
    }
}
