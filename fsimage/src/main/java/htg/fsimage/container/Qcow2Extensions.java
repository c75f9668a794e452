package htg.fsimage.container;

import htg.fsimage.volume.Structure;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * What the extensions of a qcow2 header say.
 *
 * @param features names of incompatible features by their bit
 */
record Qcow2Extensions(String backingFormat, String dataFile, boolean bitmaps, Map<Integer, String> features) {
    private static final int END = 0;
    private static final int BACKING_FORMAT = 0xE2792ACA;
    private static final int FEATURE_NAMES = 0x6803F857;
    private static final int BITMAPS = 0x23852875;
    private static final int DATA_FILE = 0x44415441;
    private static final int FEATURE = 48;

    /** Reads those behind the header's fixed part, up to their end mark or the end of the cluster. */
    static Qcow2Extensions read(Structure cluster, int start) throws IOException {
        String format = "";
        String data = "";
        boolean bitmaps = false;
        Map<Integer, String> features = new HashMap<>();
        int at = start;
        while (at + 8 <= cluster.length() && cluster.s32(at) != END) {
            int length = cluster.s32(at + 4);
            boolean inside = length >= 0 && length <= cluster.length() - at - 8;
            cluster.require(inside, "an extension of " + Integer.toUnsignedString(length) + " bytes leaves it");
            switch (cluster.s32(at)) {
                case BACKING_FORMAT -> format = cluster.text(at + 8, length);
                case DATA_FILE -> data = cluster.text(at + 8, length);
                case BITMAPS -> bitmaps = true;
                case FEATURE_NAMES -> readFeatures(cluster, at + 8, length, features);
                default -> {
                    // Extensions do not hinder reading; features that would are bits in the header.
                }
            }
            at += 8 + ((length + 7) & ~7);
        }
        return new Qcow2Extensions(format, data, bitmaps, features);
    }

    private static void readFeatures(Structure cluster, int start, int length, Map<Integer, String> into)
            throws IOException {
        for (int at = start; at + FEATURE <= start + length; at += FEATURE) {
            if (cluster.u8(at) == 0) {
                into.put(cluster.u8(at + 1), cluster.text(at + 2, FEATURE - 2));
            }
        }
    }
}
