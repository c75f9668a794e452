package htg.fsimage.ext;

import java.util.Optional;

/**
 * By what an index orders the names of a folder (ext4 documentation, "Hash Tree Directories"). In the order of the numbers that indexes
 * have for them.
 */
enum FolderHash {
    /** Of the first indexes. */
    LEGACY {
        @Override
        int mix(byte[] name, boolean signed, int[] state) {
            int before = 0x37ABE8F9;
            int sum = 0x12A3FE2D;
            for (byte one : name) {
                int next = before + (sum ^ (character(one, signed) * 7_152_373));
                before = sum;
                sum = next < 0 ? next - Integer.MAX_VALUE : next;
            }
            return sum << 1;
        }
    },
    HALF_MD4 {
        @Override
        int mix(byte[] name, boolean signed, int[] state) {
            for (int at = 0; at < name.length; at += 4 * HalfMd4.WORDS) {
                HalfMd4.mix(state, words(name, at, HalfMd4.WORDS, signed));
            }
            return state[1];
        }
    },
    /** The block cipher of Wheeler and Needham (1994) with half of its rounds, its block added to what came out. */
    TEA {
        @Override
        int mix(byte[] name, boolean signed, int[] state) {
            for (int at = 0; at < name.length; at += 4 * KEY_WORDS) {
                encrypt(state, words(name, at, KEY_WORDS, signed));
            }
            return state[0];
        }
    };

    private static final int KEY_WORDS = 4;
    private static final int ROUNDS = 16;
    private static final int DELTA = 0x9E3779B9;
    /** Stands for the end of a folder, and so is no name's. */
    private static final int END = -2;

    abstract int mix(byte[] name, boolean signed, int[] state);

    /** The one with a number; empty where there is none such. */
    static Optional<FolderHash> of(int number) {
        return number < values().length ? Optional.of(values()[number]) : Optional.empty();
    }

    /**
     * The hash of a name, 32 bits without a sign of which the lowest is 0.
     *
     * @param signed whether bytes beyond ASCII count as negative
     * @param seed what to begin with, four words
     */
    long of(byte[] name, boolean signed, int[] seed) {
        int hash = mix(name, signed, seed.clone()) & ~1;
        return Integer.toUnsignedLong(hash == END ? END - 2 : hash);
    }

    private static int character(byte one, boolean signed) {
        return signed ? one : Byte.toUnsignedInt(one);
    }

    /** The name from a place on in words, most significant byte first; in front of what is missing is the length of that rest. */
    private static int[] words(byte[] name, int start, int count, boolean signed) {
        int rest = name.length - start;
        int filling = rest * 0x0101_0101;
        int[] words = new int[count];
        for (int i = 0; i < count; i++) {
            int first = start + 4 * i;
            words[i] = filling;
            for (int at = first; at < Math.min(name.length, first + 4); at++) {
                words[i] = (words[i] << 8) + character(name[at], signed);
            }
        }
        return words;
    }

    private static void encrypt(int[] state, int[] key) {
        int sum = 0;
        int first = state[0];
        int second = state[1];
        for (int round = 0; round < ROUNDS; round++) {
            sum += DELTA;
            first += ((second << 4) + key[0]) ^ (second + sum) ^ ((second >>> 5) + key[1]);
            second += ((first << 4) + key[2]) ^ (first + sum) ^ ((first >>> 5) + key[3]);
        }
        state[0] += first;
        state[1] += second;
    }
}
