package htg.miniroot;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.tukaani.xz.XZInputStream;

/** Reads module files in the compressions that Debian kernels have used. */
final class ModuleFile {
    private ModuleFile() {}

    /** The module as the kernel loads it. */
    static FileContent read(KernelTree kernel, KernelModule module) {
        Path file = kernel.modules().resolve(module.path());
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                InputStream plain = decompress(raw, module.path())) {
            return FileContent.of(plain.readAllBytes());
        } catch (IOException failure) {
            throw new HtgException(
                    ExitCode.FAILED,
                    "Cannot read kernel module " + file + ": " + HtgException.reason(failure),
                    "Install the kernel package again.",
                    failure);
        }
    }

    private static InputStream decompress(InputStream raw, String path) throws IOException {
        if (path.endsWith(".xz")) {
            return new XZInputStream(raw);
        }
        if (path.endsWith(".gz")) {
            return new GZIPInputStream(raw);
        }
        if (path.endsWith(".ko")) {
            return raw;
        }
        throw new IOException("htg knows no such compression");
    }
}
