package htg.fsimage.compress;

import htg.fsimage.volume.ImageFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The old .lzma format in memory; see {@link LzmaInputStream}. */
public final class Lzma implements Decompressor {
    private final int dictionary;

    /** Allows dictionaries of so many bytes; what is unpacked is never more than that apart where it is shorter. */
    public Lzma(int dictionary) {
        this.dictionary = dictionary;
    }

    @Override
    public int unpack(byte[] input, int offset, int length, byte[] output, int outOffset, int outLength)
            throws ImageFormatException {
        try (var stream = new LzmaInputStream(new ByteArrayInputStream(input, offset, length), dictionary, outLength)) {
            return Streams.drain(stream, "LZMA data", output, outOffset, outLength);
        } catch (ImageFormatException damaged) {
            throw damaged;
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory cannot fail", impossible);
        }
    }
}
