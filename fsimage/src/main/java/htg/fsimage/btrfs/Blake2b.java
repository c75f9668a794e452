package htg.fsimage.btrfs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** BLAKE2b with 32 bytes of digest and no key (RFC 7693). */
final class Blake2b {
    static final int SIZE = 32;

    private static final int BLOCK = 128;
    private static final long[] START = {
        0x6A09E667F3BCC908L, 0xBB67AE8584CAA73BL, 0x3C6EF372FE94F82BL, 0xA54FF53A5F1D36F1L,
        0x510E527FADE682D1L, 0x9B05688C2B3E6C1FL, 0x1F83D9ABFB41BD6BL, 0x5BE0CD19137E2179L
    };

    /** In which order each round takes the words of a block, a hexadecimal digit a word. */
    private static final String[] ORDER = {
        "0123456789abcdef", "ea489fd61c02b753", "b8c052fdae367194", "7931dcbe265a40f8", "905724afe1bc683d",
        "2c6a0b834d75fe19", "c51fed4a0763928b", "db7ec13950f4862a", "6fe9b308c2d714a5", "a2847615fb9e3cd0"
    };

    private static final int[][] WORDS = words();

    private final long[] state = START.clone();
    private final long[] work = new long[16];
    private final long[] message = new long[16];

    private Blake2b() {
        state[0] ^= 0x0101_0000L ^ SIZE;
    }

    private static int[][] words() {
        int[][] words = new int[12][16];
        for (int round = 0; round < 12; round++) {
            for (int i = 0; i < 16; i++) {
                words[round][i] = Character.digit(ORDER[round % 10].charAt(i), 16);
            }
        }
        return words;
    }

    static byte[] of(byte[] bytes, int offset, int length) {
        Blake2b hash = new Blake2b();
        ByteBuffer from = ByteBuffer.wrap(bytes, offset, length).order(ByteOrder.LITTLE_ENDIAN);
        while (from.remaining() > BLOCK) {
            hash.compress(from, from.position() + BLOCK - offset, false);
        }
        ByteBuffer last = ByteBuffer.allocate(BLOCK).order(ByteOrder.LITTLE_ENDIAN);
        last.put(from).clear();
        hash.compress(last, length, true);
        return hash.digest();
    }

    private byte[] digest() {
        ByteBuffer digest = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 4; i++) {
            digest.putLong(state[i]);
        }
        return digest.array();
    }

    private void compress(ByteBuffer block, long total, boolean last) {
        for (int i = 0; i < 16; i++) {
            message[i] = block.getLong();
        }
        System.arraycopy(state, 0, work, 0, 8);
        System.arraycopy(START, 0, work, 8, 8);
        work[12] ^= total;
        work[14] = last ? ~work[14] : work[14];
        for (int[] order : WORDS) {
            for (int i = 0; i < 4; i++) {
                mix(i, i + 4, i + 8, i + 12, message[order[2 * i]], message[order[2 * i + 1]]);
            }
            for (int i = 0; i < 4; i++) {
                int first = order[2 * i + 8];
                int second = order[2 * i + 9];
                mix(i, ((i + 1) & 3) + 4, ((i + 2) & 3) + 8, ((i + 3) & 3) + 12, message[first], message[second]);
            }
        }
        for (int i = 0; i < 8; i++) {
            state[i] ^= work[i] ^ work[i + 8];
        }
    }

    private void mix(int a, int b, int c, int d, long x, long y) {
        work[a] += work[b] + x;
        work[d] = Long.rotateRight(work[d] ^ work[a], 32);
        work[c] += work[d];
        work[b] = Long.rotateRight(work[b] ^ work[c], 24);
        work[a] += work[b] + y;
        work[d] = Long.rotateRight(work[d] ^ work[a], 16);
        work[c] += work[d];
        work[b] = Long.rotateRight(work[b] ^ work[c], 63);
    }
}
