package htg.fsimage.container;

import htg.fsimage.compress.ZstdInputStream;
import htg.fsimage.volume.CorruptFileSystemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Unpacks a block whose unpacked size is known. */
@FunctionalInterface
interface Unpacker {
    /** No cluster is larger than 2 MiB. */
    int LARGEST_WINDOW = 8 << 20;

    /**
     * Fills {@code block}, or as much of it as there is; what is left of {@code packed} does not matter.
     *
     * @param name what the block is called in errors
     * @param place where it is in the file
     * @param least how many bytes there have to be
     * @throws CorruptFileSystemException when it is damaged or too short
     */
    void unpack(String name, long place, byte[] packed, byte[] block, int least) throws IOException;

    /** Deflate without a header (RFC 1951). */
    static Unpacker deflate() {
        return (name, place, packed, block, least) ->
                inflate(new Inflater(true), false, name, place, packed, block, least);
    }

    /** Deflate with header and checksum (RFC 1950). */
    static Unpacker zlib() {
        return (name, place, packed, block, least) -> inflate(new Inflater(), true, name, place, packed, block, least);
    }

    /** The first frame of Zstandard (RFC 8878). */
    static Unpacker zstd() {
        return (name, place, packed, block, least) -> {
            try (InputStream frame = new ZstdInputStream(new ByteArrayInputStream(packed), LARGEST_WINDOW)) {
                requireLeast(frame.readNBytes(block, 0, block.length), least, name, place);
            }
        };
    }

    private static void inflate(
            Inflater inflater, boolean wholeStream, String name, long place, byte[] packed, byte[] block, int least)
            throws IOException {
        try {
            inflater.setInput(packed);
            int filled = 0;
            int count = 1;
            while (count > 0 && filled < block.length) {
                count = inflater.inflate(block, filled, block.length - filled);
                filled += count;
            }
            requireLeast(filled, least, name, place);
            // The checksum is behind the last byte, and is verified when the end is reached.
            if (wholeStream && (inflater.inflate(new byte[1]) != 0 || !inflater.finished())) {
                throw new CorruptFileSystemException(name, place, "it does not end with its last byte");
            }
        } catch (DataFormatException damaged) {
            throw new CorruptFileSystemException(name, place, "it cannot be unpacked: " + damaged.getMessage());
        } finally {
            inflater.end();
        }
    }

    private static void requireLeast(int filled, int least, String name, long place) throws IOException {
        if (filled < least) {
            throw new CorruptFileSystemException(name, place, "it ends after " + filled + " of " + least + " bytes");
        }
    }
}
