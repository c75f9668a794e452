package htg.fsimage.compress;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Branches of machines whose instructions have four bytes each. */
final class WordFilter extends BranchFilter {
    private static final VarHandle LITTLE = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    /** How a machine stores its branches. */
    enum Machine {
        POWERPC,
        ARM,
        SPARC,
        ARM64
    }

    private final Machine machine;

    WordFilter(Machine machine) {
        this.machine = machine;
    }

    @Override
    int alignment() {
        return 4;
    }

    @Override
    int undo(byte[] bytes, int offset, int length, int place) {
        int whole = length & -4;
        for (int at = 0; at < whole; at += 4) {
            int from = offset + at;
            switch (machine) {
                case POWERPC -> putBig(bytes, from, powerPc(big(bytes, from), place + at));
                case ARM -> putLittle(bytes, from, arm(little(bytes, from), place + at));
                case SPARC -> putBig(bytes, from, sparc(big(bytes, from), place + at));
                case ARM64 -> putLittle(bytes, from, arm64(little(bytes, from), place + at));
            }
        }
        return whole;
    }

    /** The instruction {@code bl}: 48 and 01 around a displacement of 26 bits, of which two are zero. */
    private static int powerPc(int word, int place) {
        return (word & 0xFC000003) == 0x48000001 ? 0x48000001 | ((word - place) & 0x03FFFFFC) : word;
    }

    /** The instruction {@code bl} without a condition: EB and a displacement in words, from two instructions on. */
    private static int arm(int word, int place) {
        if (word >>> 24 != 0xEB) {
            return word;
        }
        int target = (word << 2) - (place + 8);
        return 0xEB000000 | ((target >>> 2) & 0xFFFFFF);
    }

    /** The instruction {@code call} to what 23 bits reach. */
    private static int sparc(int word, int place) {
        if (word >>> 22 != 0x100 && word >>> 22 != 0x1FF) {
            return word;
        }
        int target = ((word << 2) - place) >>> 2;
        return 0x40000000 | ((target << 9 >> 9) & 0x3FFFFFFF);
    }

    /** The instructions {@code bl}, and {@code adrp} as far as it stays within 512 MB. */
    private static int arm64(int word, int place) {
        if (word >>> 26 == 0x25) {
            return 0x94000000 | ((word - (place >>> 2)) & 0x03FFFFFF);
        } else if ((word & 0x9F000000) != 0x90000000) {
            return word;
        }
        int source = ((word >>> 29) & 3) | ((word >>> 3) & 0x1FFFFC);
        if (((source + 0x20000) & 0x1C0000) != 0) {
            return word;
        }
        int target = source - (place >>> 12);
        return (word & 0x9000001F)
                | ((target & 3) << 29)
                | ((target & 0x3FFFC) << 3)
                | (-(target & 0x20000) & 0xE00000);
    }

    static int little(byte[] bytes, int at) {
        return (int) LITTLE.get(bytes, at);
    }

    static void putLittle(byte[] bytes, int at, int word) {
        LITTLE.set(bytes, at, word);
    }

    static int big(byte[] bytes, int at) {
        return (int) BIG.get(bytes, at);
    }

    static void putBig(byte[] bytes, int at, int word) {
        BIG.set(bytes, at, word);
    }
}
