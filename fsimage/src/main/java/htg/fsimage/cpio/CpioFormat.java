package htg.fsimage.cpio;

import java.util.Optional;

/** The kinds of cpio archives. */
enum CpioFormat {
    /** Hexadecimal digits: "SVR4 without checksums". */
    NEWC(110, 4),
    /** The same with a sum of each file's bytes. */
    CRC(110, 4),
    /** Octal digits, of POSIX.1. */
    ODC(76, 1),
    /** Words of 16 bits, of little-endian machines. */
    BINARY(26, 2),
    /** The same of big-endian machines. */
    BINARY_SWAPPED(26, 2);

    /** How many bytes tell them apart. */
    static final int MAGIC = 6;

    private final int headerLength;
    private final int alignment;

    CpioFormat(int headerLength, int alignment) {
        this.headerLength = headerLength;
        this.alignment = alignment;
    }

    int headerLength() {
        return headerLength;
    }

    /** The next multiple of what names and data are filled up to. */
    long padded(long length) {
        return (length + alignment - 1) / alignment * alignment;
    }

    /** The kind that begins with these bytes. */
    static Optional<CpioFormat> of(byte[] magic) {
        if (magic.length < MAGIC) {
            return Optional.empty();
        } else if (magic[0] == (byte) 0xC7 && magic[1] == 0x71) {
            return Optional.of(BINARY);
        } else if (magic[0] == 0x71 && magic[1] == (byte) 0xC7) {
            return Optional.of(BINARY_SWAPPED);
        }
        return switch (new String(magic, 0, MAGIC, java.nio.charset.StandardCharsets.ISO_8859_1)) {
            case "070701" -> Optional.of(NEWC);
            case "070702" -> Optional.of(CRC);
            case "070707" -> Optional.of(ODC);
            default -> Optional.empty();
        };
    }
}
