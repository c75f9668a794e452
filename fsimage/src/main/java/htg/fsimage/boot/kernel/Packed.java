package htg.fsimage.boot.kernel;

import htg.fsimage.fs.Content;
import htg.fsimage.volume.Structure;
import java.io.IOException;

/** How parts of kernels, and whole ones, are compressed. */
final class Packed {
    private Packed() {}

    /** The method by the first bytes of a content; empty when it is none that is known. */
    static String method(Content content) throws IOException {
        return method(ContentBytes.start(content, "kernel payload", 16));
    }

    static String method(Structure start) {
        if (start.has(0, (byte) 0x1F, (byte) 0x8B)) {
            return "gzip";
        } else if (start.has(0, (byte) 0xFD, (byte) '7', (byte) 'z', (byte) 'X')) {
            return "xz";
        } else if (start.has(0, (byte) 0x28, (byte) 0xB5, (byte) 0x2F, (byte) 0xFD)) {
            return "zstd";
        } else if (start.has(0, (byte) 2, (byte) 0x21, (byte) 0x4C, (byte) 0x18)
                || start.has(0, (byte) 4, (byte) 0x22, (byte) 0x4D, (byte) 0x18)) {
            return "lz4";
        } else if (start.has(0, (byte) 'B', (byte) 'Z', (byte) 'h')) {
            return "bzip2";
        } else if (start.has(0, (byte) 0x89, (byte) 'L', (byte) 'Z', (byte) 'O')) {
            return "lzo";
        }
        return start.has(0, (byte) 0x5D, (byte) 0, (byte) 0) ? "lzma" : "";
    }
}
