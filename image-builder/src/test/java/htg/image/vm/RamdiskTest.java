package htg.image.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RamdiskTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void everyFolderStandsBeforeWhatItHolds() throws IOException {
        Path tree = Files.createDirectories(folder.resolve("tree/usr/sbin"));
        Files.writeString(tree.resolve("zpool"), "program");
        Ramdisk ramdisk =
                new Ramdisk().text("init", "script").link("bin/sh", "busybox").tree(folder.resolve("tree"));
        assertThat(lines(ramdisk))
                .containsExactly(
                        "40755 bin ",
                        "120777 bin/sh busybox",
                        "100755 init script",
                        "40755 usr ",
                        "40755 usr/sbin ",
                        "100755 usr/sbin/zpool program");
    }

    private List<String> lines(Ramdisk ramdisk) throws IOException {
        Path file = folder.resolve("ramdisk");
        ramdisk.writeTo(file);
        List<String> lines = new ArrayList<>();
        try (InputStream stream = Files.newInputStream(file);
                CpioArchiveInputStream archive = new CpioArchiveInputStream(stream)) {
            for (CpioArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                String content = new String(archive.readAllBytes(), StandardCharsets.UTF_8);
                lines.add(Long.toOctalString(entry.getMode()) + " " + entry.getName() + " " + content);
            }
        }
        return lines;
    }
}
