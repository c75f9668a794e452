package htg.fsimage.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Memory that is taken from readers, since the fuzzer beside them needs more than they may have. */
final class Ballast {
    private static final int PIECE = 1 << 20;

    private final List<byte[]> pieces = new ArrayList<>();

    /** Takes all memory but so many bytes. */
    static Ballast leaving(long bytes) {
        Ballast ballast = new Ballast();
        System.gc();
        while (free() > bytes) {
            ballast.pieces.add(new byte[PIECE]);
        }
        return ballast;
    }

    /** What the JVM could still give; less where garbage was not collected yet. */
    static long free() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
    }

    /** Bytes taken. */
    long size() {
        return (long) pieces.size() * PIECE;
    }
}
