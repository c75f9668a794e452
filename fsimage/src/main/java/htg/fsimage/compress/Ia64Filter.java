package htg.fsimage.compress;

/** Branches of IA-64: bundles of sixteen bytes with three instructions of 41 bits, the first five bits saying of which kinds. */
final class Ia64Filter extends BranchFilter {
    private static final int BUNDLE = 16;
    /** Which of the three instructions are branches, by kind of bundle: two kinds a digit from 16 on. */
    private static final int[] BRANCHES = {4, 4, 6, 6, 0, 0, 7, 7, 4, 4, 0, 0, 4, 4, 0, 0};

    @Override
    int alignment() {
        return BUNDLE;
    }

    @Override
    int undo(byte[] bytes, int offset, int length, int place) {
        int whole = length & -BUNDLE;
        for (int at = 0; at < whole; at += BUNDLE) {
            int kind = bytes[offset + at] & 0x1F;
            int branches = kind < 16 ? 0 : BRANCHES[kind - 16];
            for (int slot = 0; slot < 3; slot++) {
                if (((branches >>> slot) & 1) != 0) {
                    convert(bytes, offset + at, 5 + 41 * slot, place + at);
                }
            }
        }
        return whole;
    }

    private static void convert(byte[] bytes, int bundle, int firstBit, int place) {
        int from = bundle + firstBit / 8;
        int shift = firstBit % 8;
        long word = 0;
        for (int i = 5; i >= 0; i--) {
            word = (word << 8) | u8(bytes, from + i);
        }
        long instruction = word >>> shift;
        if (((instruction >>> 37) & 0xF) != 5 || ((instruction >>> 9) & 7) != 0) {
            return;
        }
        int source = (int) ((instruction >>> 13) & 0xFFFFF) | ((int) ((instruction >>> 36) & 1) << 20);
        int target = ((source << 4) - place) >>> 4;
        instruction &= ~(0x8FFFFFL << 13);
        instruction |= (target & 0xFFFFFL) << 13;
        instruction |= (target & 0x100000L) << (36 - 20);
        word = (word & ((1L << shift) - 1)) | (instruction << shift);
        for (int i = 0; i < 6; i++) {
            bytes[from + i] = (byte) (word >>> (8 * i));
        }
    }
}
