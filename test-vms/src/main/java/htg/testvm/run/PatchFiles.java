package htg.testvm.run;

import htg.testvm.fault.Patch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The bytes of patches as files, for QEMU's tools. */
final class PatchFiles {
    private PatchFiles() {}

    static Path file(Path folder, Patch patch) {
        return folder.resolve(patch.name());
    }

    static void write(Path folder, Patch patch) {
        try {
            Files.createDirectories(folder);
            Files.write(file(folder, patch), patch.bytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
