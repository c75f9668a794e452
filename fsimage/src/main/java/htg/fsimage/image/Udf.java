package htg.fsimage.image;

import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.Structure;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The label of a UDF (ECMA-167, 3rd edition; OSTA UDF 2.60). */
final class Udf {
    private static final int RECOGNITION = 32 << 10;
    private static final int ANCHOR = 256;
    private static final int LOGICAL_VOLUME = 6;
    private static final int TERMINATOR = 8;
    private static final int MOST = 64;

    private Udf() {}

    /** Its mark is among the first structures behind the 32nd KiB, a sector or 2 KiB apart. */
    static Optional<Recognized> recognize(Volume volume) throws IOException {
        for (int step = 2048; step <= 4096; step *= 2) {
            for (int i = 0; i < 16; i++) {
                if (Bytes.has(volume, RECOGNITION + (long) i * step + 1, "NSR0")) {
                    Recognized found = Recognized.of("udf", LinuxMarks.REASON);
                    return Optional.of(found.label(label(volume)));
                }
            }
        }
        return Optional.empty();
    }

    /** Empty where what leads to it is damaged. */
    private static String label(Volume volume) throws IOException {
        try {
            return labelOfVolume(volume);
        } catch (ImageFormatException damaged) {
            return "";
        }
    }

    private static String labelOfVolume(Volume volume) throws IOException {
        for (int sector = 512; sector <= 4096; sector *= 2) {
            if (Bytes.has(volume, (long) ANCHOR * sector, "\u0002\0")) {
                Structure anchor = Bytes.little(volume, (long) ANCHOR * sector, 512);
                long place = anchor.u32(20) * sector;
                long count = Math.min(MOST, anchor.u32(16) / sector);
                for (long i = 0; i < count; i++) {
                    Structure descriptor = Bytes.little(volume, place + i * sector, 512);
                    if (descriptor.u16(0) == LOGICAL_VOLUME) {
                        return text(descriptor, 84, 128);
                    } else if (descriptor.u16(0) == TERMINATOR) {
                        break;
                    }
                }
            }
        }
        return "";
    }

    /** The first byte says how wide characters are, the last one how many bytes are used. */
    private static String text(Structure fields, int offset, int length) throws IOException {
        int used = Math.min(length - 1, fields.u8(offset + length - 1));
        if (used < 1) {
            return "";
        }
        byte[] bytes = fields.bytes(offset + 1, used - 1);
        return new String(bytes, fields.u8(offset) == 16 ? StandardCharsets.UTF_16BE : StandardCharsets.ISO_8859_1);
    }
}
