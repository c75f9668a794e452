package htg.fsimage.compress;

/**
 * Calls and jumps of x86: E8 or E9 and four bytes, the last of which is 00 or FF for any near target. Bytes that only look like an
 * instruction within the operand of another are told by what the three bytes before them looked like.
 */
final class X86Filter extends BranchFilter {
    private static final int LENGTH = 5;
    /** How many bytes back an instruction is that was not converted and may have this byte in its operand; 0 for none, -1 for several. */
    private static final int[] BACK = {0, 1, 2, -1, 3, -1, -1, -1};

    /** Bit {@code n} says that {@code n} + 1 bytes back was what looks like an instruction and was not converted. */
    private int unconverted;

    @Override
    int alignment() {
        return 1;
    }

    @Override
    int undo(byte[] bytes, int offset, int length, int place) {
        int end = offset + length - LENGTH;
        int before = offset - 1;
        int at = offset;
        for (; at <= end; at++) {
            if ((bytes[at] & 0xFE) != 0xE8) {
                continue;
            }
            advance(at - before);
            before = at;
            if (blocked(bytes, at) || !near(bytes[at + 4])) {
                unconverted = (unconverted << 1) | 1;
            } else {
                convert(bytes, at, place + at - offset + LENGTH);
                at += LENGTH - 1;
            }
        }
        advance(at - before);
        return Math.max(0, at - offset);
    }

    /** Goes on by so many bytes from an instruction. */
    private void advance(int bytes) {
        unconverted = bytes > 3 ? 0 : (unconverted << (bytes - 1)) & 7;
    }

    private boolean blocked(byte[] bytes, int at) {
        int back = BACK[unconverted];
        return back < 0 || (back > 0 && near(bytes[at + 4 - back]));
    }

    private void convert(byte[] bytes, int at, int next) {
        int source = WordFilter.little(bytes, at + 1);
        int target = source - next;
        int back = BACK[unconverted];
        if (back > 0) {
            int shift = back * 8;
            while (near((byte) (target >>> (24 - shift)))) {
                source = target ^ ((1 << (32 - shift)) - 1);
                target = source - next;
            }
        }
        WordFilter.putLittle(bytes, at + 1, (target & 0x1FFFFFF) << 7 >> 7);
    }

    private static boolean near(byte highest) {
        return highest == 0 || highest == -1;
    }
}
