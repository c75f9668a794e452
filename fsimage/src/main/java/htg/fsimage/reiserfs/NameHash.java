package htg.fsimage.reiserfs;

import java.util.stream.Stream;

/**
 * By what the names in folders are ordered. A hash takes the bits 7 to 30 of an entry's offset; the seven below tell names with the same
 * hash from each other.
 */
enum NameHash {
    TEA(1, "tea") {
        @Override
        int mix(byte[] name) {
            return TeaHash.of(name);
        }
    },
    RUPASOV(2, "rupasov") {
        /** The name read as a decimal number, then numbers that stand for what is not there. */
        @Override
        int mix(byte[] name) {
            int number = 0;
            for (byte digit : name) {
                number = number * 10 + (digit - '0');
            }
            for (int i = Math.max(name.length, 40); i < 256; i++) {
                number += i;
            }
            return number << 7;
        }
    },
    R5(3, "r5") {
        @Override
        int mix(byte[] name) {
            int sum = 0;
            for (byte letter : name) {
                sum = (sum + (letter << 4) + (letter >> 4)) * 11;
            }
            return sum;
        }
    },
    /** The superblock does not say. */
    UNKNOWN(0, "unknown") {
        @Override
        int mix(byte[] name) {
            return 0;
        }
    };

    /** The bits of an offset that are the hash. */
    private static final int MASK = 0x7FFF_FF80;
    /** The bits below them. */
    static final int GENERATION = 0x7F;

    private final int code;
    private final String title;

    NameHash(int code, String title) {
        this.code = code;
        this.title = title;
    }

    abstract int mix(byte[] name);

    /** In the superblock. */
    int code() {
        return code;
    }

    String title() {
        return title;
    }

    /** The lowest offset of an entry with this name; 0 to 2 are kept for the folder itself and the one above. */
    int offset(byte[] name) {
        int hash = mix(name) & MASK;
        return hash == 0 ? GENERATION + 1 : hash;
    }

    /** From the superblock. */
    static NameHash of(long code) {
        return Stream.of(values()).filter(one -> one.code == code).findFirst().orElse(UNKNOWN);
    }
}
