package htg.fsimage.compress;

import htg.fsimage.volume.ImageFormatException;
import java.io.ByteArrayInputStream;
import java.util.Objects;

/** The .xz format in memory; see {@link XzInputStream}. */
public final class Xz implements Decompressor {
    private final int dictionary;

    /**
     * Unpacks with bounded memory.
     *
     * @param dictionary how many bytes may be kept in memory for the data to repeat
     */
    public Xz(int dictionary) {
        this.dictionary = dictionary;
    }

    @Override
    public int unpack(byte[] input, int offset, int length, byte[] output, int outOffset, int outLength)
            throws ImageFormatException {
        Objects.checkFromIndexSize(offset, length, input.length);
        var source = new ByteArrayInputStream(input, offset, length);
        return Streams.drain(
                new XzInputStream(source, dictionary, outLength), "xz stream", output, outOffset, outLength);
    }
}
