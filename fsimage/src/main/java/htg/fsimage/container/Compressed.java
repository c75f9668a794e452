package htg.fsimage.container;

import htg.fsimage.compress.GzipInputStream;
import htg.fsimage.volume.UnsupportedFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.stream.Stream;

/** A disk that is compressed as a whole. It has to be unpacked before it can be read at any place, once, into scratch. */
final class Compressed implements Format {
    @Override
    public boolean recognizes(Ends ends) {
        return method(ends).isPresent();
    }

    private static Optional<Compression> method(Ends ends) {
        return Stream.of(Compression.values())
                .filter(one -> ends.startsWith(one.magic()))
                .findFirst();
    }

    @Override
    public Container open(Opening opening) throws IOException {
        Compression method = method(Ends.read(opening.file())).orElse(Compression.GZIP);
        Scratch scratch = opening.options()
                .scratch()
                .orElseThrow(() -> new UnsupportedFormatException("the image is compressed by " + method.title()
                        + "; to read it, room to unpack it is needed, which was not given"));
        FileChannel file = opening.own(scratch.file());
        unpack(method, opening, new SparseWriter(file, scratch.budget()));
        Volume unpacked = Volume.of(file);
        Container inside =
                opening.own(Containers.open(unpacked, opening.options().withoutScratch()));
        opening.fact("compressed by", method.title());
        inside.facts().forEach(opening::fact);
        inside.problems().forEach(opening::problem);
        inside.snapshots().forEach(opening::snapshot);
        return new Container(inside.format(), inside.disk(), opening);
    }

    private static void unpack(Compression method, Opening opening, SparseWriter into) throws IOException {
        CountedInputStream packed = new CountedInputStream(opening.file());
        byte[] buffer = new byte[SparseWriter.BLOCK];
        try (InputStream from = method.open(packed, opening.options().window())) {
            int count = from.readNBytes(buffer, 0, buffer.length);
            while (count > 0) {
                into.write(buffer, count, packed.count(), opening.options().ratio());
                count = from.readNBytes(buffer, 0, buffer.length);
            }
            if (from instanceof GzipInputStream gzip && gzip.followed()) {
                opening.problem("Behind the packed disk there is something else, which was left out.");
            }
        }
        into.finish();
    }
}
