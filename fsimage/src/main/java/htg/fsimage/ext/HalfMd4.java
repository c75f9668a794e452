package htg.fsimage.ext;

/** What MD4 (RFC 1320) does with a block, but of eight words instead of sixteen, and so in half as many steps. */
final class HalfMd4 {
    static final int WORDS = 8;
    private static final int STEPS = 8;
    /** Which word each step of a round adds. */
    private static final int[][] ORDER = {{0, 1, 2, 3, 4, 5, 6, 7}, {1, 3, 5, 7, 0, 2, 4, 6}, {3, 7, 2, 6, 1, 5, 0, 4}};

    private static final int[][] ROTATIONS = {{3, 7, 11, 19}, {3, 5, 9, 13}, {3, 9, 11, 15}};
    /** What each step of a round adds besides: nothing, and the square roots of 2 and of 3. */
    private static final int[] CONSTANTS = {0, 0x5A827999, 0x6ED9EBA1};

    private HalfMd4() {}

    /** Mixes eight words into a state of four. */
    static void mix(int[] state, int[] words) {
        int a = state[0];
        int b = state[1];
        int c = state[2];
        int d = state[3];
        for (int round = 0; round < CONSTANTS.length; round++) {
            for (int step = 0; step < STEPS; step++) {
                int sum = a + function(round, b, c, d) + words[ORDER[round][step]] + CONSTANTS[round];
                a = d;
                d = c;
                c = b;
                b = Integer.rotateLeft(sum, ROTATIONS[round][step % 4]);
            }
        }
        state[0] += a;
        state[1] += b;
        state[2] += c;
        state[3] += d;
    }

    /** The one of these two that a third one chooses; what two of three say; whether one or three say so. */
    private static int function(int round, int x, int y, int z) {
        return switch (round) {
            case 0 -> (x & y) | (~x & z);
            case 1 -> (x & y) | (x & z) | (y & z);
            default -> x ^ y ^ z;
        };
    }
}
