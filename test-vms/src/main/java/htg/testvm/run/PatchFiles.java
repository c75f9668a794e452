package htg.testvm.run;

import htg.common.io.AsideFile;
import htg.testvm.fault.Patch;
import java.nio.file.Path;

/** The bytes of patches as files, for QEMU's tools. */
final class PatchFiles {
    private PatchFiles() {}

    static Path file(Path folder, Patch patch) {
        return folder.resolve(patch.name());
    }

    static void write(Path folder, Patch patch) {
        AsideFile.write(file(folder, patch), patch.bytes());
    }
}
