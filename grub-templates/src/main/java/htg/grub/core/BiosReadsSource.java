package htg.grub.core;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The C source of {@code biosreads}, the module by which GRUB reads in the blocks that are fastest on a BIOS. It is compiled
 * for exactly the GRUB that loads it.
 */
public final class BiosReadsSource {
    /** The module's name, and that of the file behind which GRUB looks for it. */
    public static final String MODULE = "biosreads";

    /** GRUB's module that names the machine, which the measured is remembered by. */
    static final String IDENTIFIES_MACHINE = "smbios";

    private static final List<String> FILES =
            List.of("biosreads.c", "biosreads.h", "calibrate.c", "clock.c", "grub.h", "remember.c", "room.c");

    private BiosReadsSource() {}

    /** The text of each source file by its name. */
    public static SortedMap<String, String> files() {
        SortedMap<String, String> files = new TreeMap<>();
        FILES.forEach(name -> files.put(name, read("/htg/grub/c/" + name)));
        return files;
    }

    private static String read(String resource) {
        try (InputStream stream =
                Objects.requireNonNull(BiosReadsSource.class.getResourceAsStream(resource), resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
