package htg.fsimage.container;

import htg.fsimage.compress.GzipInputStream;
import htg.fsimage.compress.Lz4InputStream;
import htg.fsimage.compress.XzInputStream;
import htg.fsimage.compress.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;

/** How a disk may be compressed as a whole. */
enum Compression {
    GZIP("gzip", "\u001f\u008b\u0008") {
        @Override
        InputStream open(InputStream packed, long window) {
            return new GzipInputStream(packed);
        }
    },
    XZ("xz", "\u00fd7zXZ\0") {
        @Override
        InputStream open(InputStream packed, long window) throws IOException {
            return new XzInputStream(packed, (int) Math.min(Integer.MAX_VALUE, window));
        }
    },
    LZ4("lz4", "\u0004\"M\u0018") {
        @Override
        InputStream open(InputStream packed, long window) throws IOException {
            return new Lz4InputStream(packed);
        }
    },
    ZSTD("zstd", "(\u00b5/\u00fd") {
        @Override
        InputStream open(InputStream packed, long window) {
            return new ZstdInputStream(packed, window);
        }
    };

    private final String title;
    private final String magic;

    Compression(String title, String magic) {
        this.title = title;
        this.magic = magic;
    }

    /** As its program is called. */
    String title() {
        return title;
    }

    /** The first bytes, each a character. */
    String magic() {
        return magic;
    }

    /**
     * What a compressed stream contains.
     *
     * @param window how far back it may repeat itself, in bytes, which are kept in memory
     */
    abstract InputStream open(InputStream packed, long window) throws IOException;
}
