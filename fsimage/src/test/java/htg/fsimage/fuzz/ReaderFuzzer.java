package htg.fsimage.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the fuzzer Jazzer calls, by the names that it looks for: first with the name of a target and a folder for its seeds, then with one
 * input after the other.
 */
public final class ReaderFuzzer {
    /** What is left to the readers, in bytes: 64 MB without what a JVM takes that does nothing. */
    private static final int MEMORY = 56 << 20;

    private static final AtomicReference<Target> TARGET = new AtomicReference<>();
    private static final AtomicReference<Ballast> BALLAST = new AtomicReference<>();

    private ReaderFuzzer() {}

    /** Makes the target and writes its seeds. */
    public static void fuzzerInitialize(String[] arguments) throws IOException {
        Target made = FuzzTargets.make(arguments[0]);
        List<byte[]> seeds = made.seeds();
        if (seeds.isEmpty()) {
            throw new IllegalStateException("a program that makes its images is not installed: see htg check");
        }
        for (int number = 0; number < seeds.size(); number++) {
            Files.write(Path.of(arguments[1], "seed-" + number), seeds.get(number));
        }
        TARGET.set(made);
        BALLAST.set(Ballast.leaving(MEMORY));
    }

    /** Fails when an input gives anything but data or a typed error. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Objects.requireNonNull(TARGET.get()).survive(input);
    }
}
