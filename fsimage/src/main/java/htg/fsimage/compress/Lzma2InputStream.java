package htg.fsimage.compress;

import htg.fsimage.volume.CorruptFileSystemException;
import java.io.IOException;
import java.io.InputStream;

/** LZMA in chunks that say how large they are, as the .xz format has it ("LZMA2" in XZ Embedded's and LZMA SDK's documentation). */
final class Lzma2InputStream extends PackedInputStream {
    private static final int LZMA = 0x80;
    private static final int NEW_DICTIONARY = 3;
    private static final int NEW_PROPERTIES = 2;
    private static final int NEW_STATE = 1;

    private final InputStream source;
    private final LzmaWindow window;
    private final RangeDecoder ranges;
    private final LzmaDecoder decoder;
    private int left;
    private boolean packed;
    private boolean needsDictionary = true;
    private boolean needsProperties = true;
    private boolean ended;

    Lzma2InputStream(InputStream source, LzmaWindow window) {
        this.source = source;
        this.window = window;
        this.ranges = new RangeDecoder(source);
        this.decoder = new LzmaDecoder(ranges, window);
    }

    @Override
    int piece(byte[] into, int offset, int length) throws IOException {
        if (window.empty() && !fill()) {
            return -1;
        }
        return window.take(into, offset, length);
    }

    private boolean fill() throws IOException {
        if (left == 0 && !ended) {
            nextChunk();
        }
        if (ended) {
            return false;
        }
        window.makeRoom();
        int count = Math.min(left, window.bytes.length - window.position);
        if (packed) {
            decoder.decode(window.position + count);
        } else if (source.readNBytes(window.bytes, window.position, count) == count) {
            window.position += count;
        } else {
            throw corrupt("it is cut off");
        }
        left -= count;
        if (packed && (decoder.ended() || (left == 0 && (decoder.pending() || !ranges.finished())))) {
            throw corrupt("a chunk does not end as it says");
        }
        return true;
    }

    private void nextChunk() throws IOException {
        int control = u8();
        ended = control == 0;
        if (ended) {
            return;
        }
        packed = control >= LZMA;
        int resets = packed ? (control >> 5) & 3 : control == 1 ? NEW_DICTIONARY : 0;
        if (!packed && control > 2) {
            throw corrupt("a chunk has the control byte " + control);
        }
        if (resets == NEW_DICTIONARY) {
            window.reset();
            needsDictionary = false;
            needsProperties = true;
        }
        if (needsDictionary) {
            throw corrupt("the first chunk does not reset the dictionary");
        }
        left = (packed ? (control & 0x1F) << 16 : 0) + u16() + 1;
        if (packed) {
            begin(resets);
        }
    }

    private void begin(int resets) throws IOException {
        int length = u16() + 1;
        if (resets >= NEW_PROPERTIES) {
            decoder.properties(u8());
            needsProperties = false;
        } else if (needsProperties) {
            throw corrupt("a chunk comes without properties");
        } else if (resets == NEW_STATE) {
            decoder.reset();
        }
        ranges.start(length);
    }

    private int u8() throws IOException {
        int value = source.read();
        if (value < 0) {
            throw corrupt("it is cut off");
        }
        return value;
    }

    private int u16() throws IOException {
        return (u8() << 8) | u8();
    }

    private static CorruptFileSystemException corrupt(String problem) {
        return new CorruptFileSystemException("LZMA2 data", -1, problem);
    }
}
