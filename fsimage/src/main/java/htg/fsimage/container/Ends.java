package htg.fsimage.container;

import htg.fsimage.volume.Structure;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The bytes by which a container is recognized.
 *
 * @param start the first 4096 bytes of the file, or fewer
 * @param end its last 512 bytes, or fewer
 */
record Ends(Structure start, Structure end) {
    static final int FOOTER = 512;
    private static final int START = 4096;

    static Ends read(Volume file) throws IOException {
        int footer = (int) Math.min(FOOTER, file.size());
        return new Ends(
                Structure.of("start", 0, file.read(0, (int) Math.min(START, file.size())), ByteOrder.BIG_ENDIAN),
                Structure.of(
                        "end", file.size() - footer, file.read(file.size() - footer, footer), ByteOrder.BIG_ENDIAN));
    }

    boolean startsWith(String magic) {
        return start.has(0, latin(magic));
    }

    boolean endsWith(String magic) {
        return end.length() == FOOTER && end.has(0, latin(magic));
    }

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
