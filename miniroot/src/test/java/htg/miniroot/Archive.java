package htg.miniroot;

import htg.common.io.Digests;
import htg.common.process.Command;
import htg.common.process.SystemCommandRunner;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveInputStream;

/** What a finished ramdisk holds. */
final class Archive {
    private Archive() {}

    /** Path to type, mode, device and a digest of the content. */
    static Map<String, String> read(Path ramdisk) {
        Path plain = ramdisk.resolveSibling(ramdisk.getFileName() + ".cpio");
        new SystemCommandRunner(command -> {})
                .check(Command.of("zstd", "-dqf", "-o", plain.toString(), ramdisk.toString()));
        Map<String, String> entries = new TreeMap<>();
        try (InputStream file = Files.newInputStream(plain);
                CpioArchiveInputStream archive = new CpioArchiveInputStream(file)) {
            for (CpioArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                entries.put(
                        entry.getName(),
                        "%o %d:%d %s"
                                .formatted(
                                        entry.getMode(),
                                        entry.getRemoteDeviceMaj(),
                                        entry.getRemoteDeviceMin(),
                                        Digests.sha256(archive.readAllBytes())));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return entries;
    }
}
