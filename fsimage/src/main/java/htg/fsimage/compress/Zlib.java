package htg.fsimage.compress;

import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.ImageFormatException;
import java.util.Objects;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Zlib streams (RFC 1950). What follows a stream's end is ignored, as file systems fill their blocks up. */
public final class Zlib implements Decompressor {
    @Override
    public int unpack(byte[] input, int offset, int length, byte[] output, int outOffset, int outLength)
            throws ImageFormatException {
        Objects.checkFromIndexSize(offset, length, input.length);
        Objects.checkFromIndexSize(outOffset, outLength, output.length);
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(input, offset, length);
            return inflate(inflater, output, outOffset, outLength);
        } catch (DataFormatException damaged) {
            throw corrupt(damaged.getMessage() == null ? "damaged" : damaged.getMessage());
        } finally {
            inflater.end();
        }
    }

    private static int inflate(Inflater inflater, byte[] output, int outOffset, int outLength)
            throws DataFormatException, CorruptFileSystemException {
        int written = 0;
        while (!inflater.finished()) {
            int count = inflater.inflate(output, outOffset + written, outLength - written);
            written += count;
            if (count == 0 && !inflater.finished()) {
                return onlyTheEndIsMissing(inflater, written, outLength);
            }
        }
        return written;
    }

    /** With the output full, the checksum at the stream's end may still wait to be read. */
    private static int onlyTheEndIsMissing(Inflater inflater, int written, int outLength)
            throws DataFormatException, CorruptFileSystemException {
        if (inflater.needsDictionary()) {
            throw corrupt("needs a dictionary");
        } else if (written < outLength || inflater.needsInput()) {
            throw corrupt("ends early");
        } else if (inflater.inflate(new byte[1]) != 0) {
            throw corrupt("gives more than " + outLength + " bytes");
        } else if (!inflater.finished()) {
            throw corrupt("ends early");
        }
        return written;
    }

    private static CorruptFileSystemException corrupt(String problem) {
        return new CorruptFileSystemException("zlib stream", -1, problem);
    }
}
