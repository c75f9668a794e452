package htg.fsimage.ext;

/** CRC-16 with the polynomial 0x8005, bits reflected: what file systems before metadata_csum have in their group descriptors. */
final class Crc16 {
    private int state = 0xFFFF;

    Crc16 add(byte[] bytes, int offset, int length) {
        for (int at = offset; at < offset + length; at++) {
            add(bytes[at]);
        }
        return this;
    }

    /** A little-endian number. */
    Crc16 add32(int number) {
        for (int shift = 0; shift < 32; shift += 8) {
            add((byte) (number >> shift));
        }
        return this;
    }

    private void add(byte next) {
        state ^= Byte.toUnsignedInt(next);
        for (int bit = 0; bit < 8; bit++) {
            state = (state & 1) == 0 ? state >> 1 : state >> 1 ^ 0xA001;
        }
    }

    int value() {
        return state;
    }
}
