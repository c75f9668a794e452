package htg.fsimage.tar;

/** Numbers as headers have them: octal digits, or, where these are too few, binary with the first bit set. */
final class TarNumber {
    private TarNumber() {}

    /** Reads one; an empty field is 0. Throws {@link NumberFormatException} when it is none. */
    static long read(byte[] bytes, int offset, int length) {
        return bytes[offset] < 0 ? binary(bytes, offset, length) : octal(bytes, offset, offset + length);
    }

    private static long binary(byte[] bytes, int offset, int length) {
        // The second bit is the sign's.
        boolean negative = (bytes[offset] & 0x40) != 0;
        long value = negative ? -1 : 0;
        for (int i = 0; i < length; i++) {
            int digit = Byte.toUnsignedInt(bytes[offset + i]);
            if (i == 0) {
                digit = negative ? digit : digit & 0x3F;
            }
            if (value >> 54 != (negative ? -1 : 0)) {
                throw new NumberFormatException("too large");
            }
            value = (value << 8) | digit;
        }
        return value;
    }

    private static long octal(byte[] bytes, int from, int end) {
        int at = from;
        while (at < end && bytes[at] == ' ') {
            at++;
        }
        long value = 0;
        for (; at < end && bytes[at] != ' ' && bytes[at] != 0; at++) {
            if (bytes[at] < '0' || bytes[at] > '7') {
                throw new NumberFormatException("no octal digit");
            }
            value = (value << 3) | (bytes[at] - '0');
        }
        return value;
    }
}
