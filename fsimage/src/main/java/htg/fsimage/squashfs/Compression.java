package htg.fsimage.squashfs;

import htg.fsimage.compress.Decompressor;
import htg.fsimage.compress.Lz4;
import htg.fsimage.compress.Lzma;
import htg.fsimage.compress.Lzo;
import htg.fsimage.compress.Xz;
import htg.fsimage.compress.Zlib;
import htg.fsimage.compress.Zstd;
import htg.fsimage.volume.UnsupportedFormatException;

/** What all of a file system is packed with. */
enum Compression {
    GZIP(1),
    LZMA(2),
    LZO(3),
    XZ(4),
    LZ4(5),
    ZSTD(6);

    /** The largest block there is; nothing can repeat what is further back. */
    private static final int DICTIONARY = 1 << 20;

    private final int number;

    Compression(int number) {
        this.number = number;
    }

    Decompressor decompressor() {
        return switch (this) {
            case GZIP -> new Zlib();
            case LZMA -> new Lzma(DICTIONARY);
            case LZO -> new Lzo();
            case XZ -> new Xz(DICTIONARY);
            case LZ4 -> new Lz4();
            case ZSTD -> new Zstd();
        };
    }

    /** The one with a number in the superblock. */
    static Compression of(int number) throws UnsupportedFormatException {
        for (Compression compression : values()) {
            if (compression.number == number) {
                return compression;
            }
        }
        throw new UnsupportedFormatException("squashfs with compression " + number + " is not read");
    }
}
