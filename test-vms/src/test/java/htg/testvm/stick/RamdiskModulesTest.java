package htg.testvm.stick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.process.CommandRunner;
import htg.common.process.SystemCommandRunner;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveInputStream;
import org.apache.commons.compress.archivers.cpio.CpioArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RamdiskModulesTest {
    private static final CommandRunner RUNNER = new SystemCommandRunner(command -> {});
    private static final byte[] FIRST =
            archive("init", "lib/modules/6/fs/btrfs.ko", "lib/modules/6/usb-storage.ko", "lib/modules/6/modules.dep");
    private static final byte[] SECOND = archive("lib/modules/6/btrfs.ko.xz", "lib/modules/6/not-btrfs.ko");

    @TempDir
    Path folder = Path.of("");

    @Test
    void takesTheModulesFilesOutOfEachRamdiskAndNothingElse() throws Exception {
        byte[] left = without("btrfs", FIRST, gzip(SECOND));
        assertThat(left.length % 4).isZero();
        byte[] first = CpioArchive.read(FIRST).without(name -> name.endsWith("btrfs.ko"));
        assertThat(Arrays.copyOf(left, first.length)).isEqualTo(first);
        assertThat(names(first)).containsExactly("init", "lib/modules/6/usb-storage.ko", "lib/modules/6/modules.dep");
        assertThat(names(Arrays.copyOfRange(left, aligned(first.length), left.length)))
                .containsExactly("lib/modules/6/not-btrfs.ko");
    }

    @ParameterizedTest
    @ValueSource(strings = {"usb-storage", "usb_storage"})
    void takesEitherDash(String name) throws Exception {
        assertThat(names(without(name, FIRST)))
                .doesNotContain("lib/modules/6/usb-storage.ko")
                .hasSize(3);
    }

    @Test
    void keepsWhatFollowsAnArchive() throws Exception {
        byte[] more = Arrays.copyOf(FIRST, FIRST.length + 16);
        Arrays.fill(more, FIRST.length, more.length, (byte) 'x');
        assertThat(without("btrfs", more)).endsWith((byte) 'x', (byte) 'x');
    }

    @Test
    void namesTheModulesThatThereAre() throws Exception {
        RamdiskModules modules = RamdiskModules.of(RUNNER, List.of(FIRST, SECOND));
        modules.require("btrfs");
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> modules.require("xfs"))
                .withMessageContaining("no kernel module 'xfs'")
                .satisfies(failure -> assertThat(failure.hint()).isEqualTo("There are: btrfs, not-btrfs, usb-storage."))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ExitCode.USAGE));
    }

    @Test
    void saysWhatCannotBeRead() {
        assertThatIOException()
                .isThrownBy(() -> RamdiskModules.of(RUNNER, List.of(new byte[100])))
                .withMessageContaining("packed in an unknown way");
        int trailer = new String(FIRST, StandardCharsets.ISO_8859_1).indexOf("TRAILER!!!") - 110;
        for (int length = 6; length <= trailer; length += 50) {
            byte[] cut = Arrays.copyOf(FIRST, length);
            assertThatIOException().isThrownBy(() -> RamdiskModules.of(RUNNER, List.of(cut)));
        }
        byte[] damaged = FIRST.clone();
        damaged[54] = 'x';
        assertThatIOException().isThrownBy(() -> CpioArchive.read(damaged)).withMessageContaining("damaged at byte 54");
    }

    private byte[] without(String module, byte[]... ramdisks) throws IOException {
        Path file = folder.resolve("ramdisk.img");
        RamdiskModules.of(RUNNER, List.of(ramdisks)).writeWithout(module, file);
        return Files.readAllBytes(file);
    }

    private static int aligned(int length) {
        return (length + 3) / 4 * 4;
    }

    static byte[] archive(String... names) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CpioArchiveOutputStream archive = new CpioArchiveOutputStream(bytes)) {
            for (String name : names) {
                byte[] content = name.getBytes(StandardCharsets.UTF_8);
                archive.putArchiveEntry(new CpioArchiveEntry(name, content.length));
                archive.write(content);
                archive.closeArchiveEntry();
            }
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return bytes.toByteArray();
    }

    /** By another reader than the one under test. */
    private static List<String> names(byte[] archive) throws IOException {
        List<String> names = new ArrayList<>();
        try (CpioArchiveInputStream entries = new CpioArchiveInputStream(new ByteArrayInputStream(archive))) {
            for (CpioArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                assertThat(new String(entries.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo(entry.getName());
                names.add(entry.getName());
            }
        }
        return names;
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
            packed.write(content);
        }
        return bytes.toByteArray();
    }
}
