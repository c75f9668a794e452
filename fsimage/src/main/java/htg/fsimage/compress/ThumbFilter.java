package htg.fsimage.compress;

/** The instruction {@code bl} of ARM's short instructions: two halves with eleven bits of the target each. */
final class ThumbFilter extends BranchFilter {
    @Override
    int alignment() {
        return 2;
    }

    @Override
    int undo(byte[] bytes, int offset, int length, int place) {
        int end = offset + length - 4;
        int at = offset;
        for (; at <= end; at += 2) {
            if ((bytes[at + 1] & 0xF8) == 0xF0 && (bytes[at + 3] & 0xF8) == 0xF8) {
                int source = ((bytes[at + 1] & 7) << 19)
                        | (u8(bytes, at) << 11)
                        | ((bytes[at + 3] & 7) << 8)
                        | u8(bytes, at + 2);
                int target = ((source << 1) - (place + at - offset + 4)) >>> 1;
                bytes[at + 1] = (byte) (0xF0 | ((target >>> 19) & 7));
                bytes[at] = (byte) (target >>> 11);
                bytes[at + 3] = (byte) (0xF8 | ((target >>> 8) & 7));
                bytes[at + 2] = (byte) target;
                at += 2;
            }
        }
        return at - offset;
    }
}
