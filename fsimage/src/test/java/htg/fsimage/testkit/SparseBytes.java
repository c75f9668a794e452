package htg.fsimage.testkit;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Bytes of an image, kept without its many zeros. */
public final class SparseBytes {
    private static final int PAGE = 4096;

    private final int length;
    private final Map<Integer, byte[]> pages = new TreeMap<>();

    public SparseBytes(byte[] bytes) {
        length = bytes.length;
        byte[] zeros = new byte[PAGE];
        for (int at = 0; at < length; at += PAGE) {
            int end = Math.min(length, at + PAGE);
            if (!Arrays.equals(bytes, at, end, zeros, 0, end - at)) {
                pages.put(at, Arrays.copyOfRange(bytes, at, end));
            }
        }
    }

    public int length() {
        return length;
    }

    /** Makes an array of this length hold these bytes. */
    public void restore(byte[] into) {
        Arrays.fill(into, (byte) 0);
        pages.forEach((at, page) -> System.arraycopy(page, 0, into, at, page.length));
    }

    /** A copy of all of them. */
    public byte[] restored() {
        byte[] bytes = new byte[length];
        restore(bytes);
        return bytes;
    }
}
