package htg.fsimage.reiserfs;

/** A keyed hash built of the block cipher TEA (Wheeler and Needham, 1994) after Davies and Meyer, with signed characters. */
final class TeaHash {
    private static final int DELTA = 0x9E3779B9;
    private static final int FULL_ROUNDS = 10;
    private static final int PARTIAL_ROUNDS = 6;
    private static final int BLOCK = 16;

    private final byte[] name;
    private int high = 0x9464A485;
    private int low = 0x542E1A94;

    private TeaHash(byte[] name) {
        this.name = name;
    }

    static int of(byte[] name) {
        TeaHash hash = new TeaHash(name);
        int at = 0;
        for (; name.length - at >= BLOCK; at += BLOCK) {
            hash.mix(hash.word(at), hash.word(at + 4), hash.word(at + 8), hash.word(at + 12), PARTIAL_ROUNDS);
        }
        int[] words = hash.lastWords(at);
        hash.mix(words[0], words[1], words[2], words[3], FULL_ROUNDS);
        return hash.high ^ hash.low;
    }

    /** What is left of the name; the first word that is not whole takes its bytes the other way round, behind the length. */
    private int[] lastWords(int start) {
        int padding = name.length | (name.length << 8);
        padding |= padding << 16;
        int[] words = {padding, padding, padding, padding};
        int whole = (name.length - start) / 4;
        for (int i = 0; i < whole; i++) {
            words[i] = word(start + 4 * i);
        }
        for (int at = start + 4 * whole; at < name.length; at++) {
            words[whole] = (words[whole] << 8) | name[at];
        }
        return words;
    }

    /** Four bytes, little-endian, each extended by its sign. */
    private int word(int at) {
        return name[at] | (name[at + 1] << 8) | (name[at + 2] << 16) | (name[at + 3] << 24);
    }

    private void mix(int a, int b, int c, int d, int rounds) {
        int sum = 0;
        int first = high;
        int second = low;
        for (int round = 0; round < rounds; round++) {
            sum += DELTA;
            first += ((second << 4) + a) ^ (second + sum) ^ ((second >>> 5) + b);
            second += ((first << 4) + c) ^ (first + sum) ^ ((first >>> 5) + d);
        }
        high += first;
        low += second;
    }
}
