package htg.testvm.stick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.common.process.CommandRunner;
import htg.common.process.SystemCommandRunner;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
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

    private static final Pattern ENTRY = Pattern.compile("070701\\p{XDigit}{104}([^\0]+)\0");

    @TempDir
    Path folder = Path.of("");

    @Test
    void takesTheModulesFilesOutOfEachRamdiskAndNothingElse() throws Exception {
        byte[] left = without("btrfs", FIRST, gzip(SECOND));
        assertThat(names(left))
                .containsExactly(
                        "init",
                        "lib/modules/6/usb-storage.ko",
                        "lib/modules/6/modules.dep",
                        "lib/modules/6/not-btrfs.ko");
        assertThat(headers(left)).allMatch(start -> start % 4 == 0).hasSize(6);
        byte[] same = without("none", FIRST);
        assertThat(same).isEqualTo(Arrays.copyOf(FIRST, same.length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"usb-storage", "usb_storage"})
    void takesEitherDash(String name) throws Exception {
        assertThat(names(without(name, FIRST)))
                .doesNotContain("lib/modules/6/usb-storage.ko")
                .hasSize(3);
    }

    /** As the kernel does: Documentation/driver-api/early-userspace/buffer-format.rst. */
    @Test
    void goesThroughArchivesOneBehindTheOther() throws Exception {
        byte[] untilTrailer = Arrays.copyOf(FIRST, trailer(FIRST));
        byte[] left = without("btrfs", joined(untilTrailer, FIRST, new byte[1000], SECOND, gzip(FIRST)));
        assertThat(names(left)).hasSize(3 + 3 + 1 + 3).noneMatch(name -> name.contains("/btrfs.ko"));
        assertThat(headers(left)).allMatch(start -> start % 4 == 0);
    }

    @Test
    void leavesTheContentOfAFileThatHasAnotherName() throws Exception {
        CpioArchiveEntry name = new CpioArchiveEntry("lib/alias.ko", 0);
        CpioArchiveEntry content = new CpioArchiveEntry("lib/btrfs.ko", 7);
        Stream.of(name, content).forEach(entry -> {
            entry.setInode(5);
            entry.setNumberOfLinks(2);
        });
        byte[] left = without(
                "btrfs", archive(Map.of(name, new byte[0], content, "content".getBytes(StandardCharsets.UTF_8))));
        assertThat(names(left)).contains("lib/alias.ko").hasSize(2).noneMatch(entry -> entry.contains("btrfs"));
        assertThat(new String(left, StandardCharsets.ISO_8859_1)).contains("content");
    }

    @Test
    void holdsNoMoreThanBuffersOfALargeRamdisk() throws Exception {
        AtomicLong held = new AtomicLong();
        Megabytes large = new Megabytes(60, held);
        OutputStream target = new OutputStream() {
            @Override
            public void write(int one) {
                held.decrementAndGet();
            }

            @Override
            public void write(byte[] from, int offset, int length) {
                held.addAndGet(-length);
            }
        };
        new RamdiskCopy(RUNNER, name -> false, target).of(large);
        assertThat(large.left).isZero();
    }

    @Test
    void namesTheModulesThatThereAre() {
        RamdiskModules modules = modules(FIRST, SECOND);
        modules.require(List.of("btrfs", "usb_storage"));
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> modules.require(List.of("btrfs", "xfs")))
                .withMessageContaining("no kernel module 'xfs'")
                .satisfies(failure -> assertThat(failure.hint()).isEqualTo("There are: btrfs, not-btrfs, usb-storage."))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ExitCode.USAGE));
    }

    @Test
    void saysWhatIsDamaged() throws Exception {
        assertDamaged(new byte[] {1, 2, 3}, "packed in an unknown way");
        assertDamaged(gzip(new byte[] {1, 2, 3}), "no cpio archive in what is packed");
        byte[] packed = gzip(FIRST);
        assertDamaged(Arrays.copyOf(packed, packed.length - 20), "what is packed in it is damaged");
        Set<Integer> ends = headers(FIRST).collect(Collectors.toSet());
        for (int length = 6; length < trailer(FIRST); length += 10) {
            // Behind the padding of an entry an archive may end.
            if (!ends.contains(aligned(length))) {
                assertDamaged(Arrays.copyOf(FIRST, length), "");
            }
        }
        byte[] damaged = FIRST.clone();
        damaged[54] = 'x';
        assertDamaged(damaged, "is no number");
        Arrays.fill(damaged, 94, 102, (byte) 'F');
        assertDamaged(damaged, "a name of 4294967295 bytes");
    }

    private static void assertDamaged(byte[] ramdisk, String why) {
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> modules(ramdisk).require(List.of("btrfs")))
                .withMessageStartingWith("Cannot look for modules in the ramdisk of stick.img: ")
                .withMessageContaining(why)
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ExitCode.FAILED));
    }

    @Test
    void blamesTheHostForAnImageThatCannotBeRead() {
        RamdiskModules.Source broken = () -> {
            throw new IOException("Input/output error");
        };
        RamdiskModules modules = new RamdiskModules(RUNNER, Path.of("stick.img"), List.of(broken));
        Path target = folder.resolve("ramdisk.img");
        assertThatExceptionOfType(HtgException.class)
                .isThrownBy(() -> modules.writeWithout("btrfs", target))
                .withMessage("Cannot read the ramdisk of stick.img: Input/output error")
                .satisfies(failure -> assertThat(failure.hint()).startsWith("See whether the image can be read"))
                .satisfies(failure -> assertThat(failure.code()).isEqualTo(ExitCode.ENVIRONMENT));
        assertThat(folder).isEmptyDirectory();
    }

    private byte[] without(String module, byte[]... ramdisks) throws IOException {
        Path file = folder.resolve("ramdisk.img");
        modules(ramdisks).writeWithout(module, file);
        return Files.readAllBytes(file);
    }

    private static RamdiskModules modules(byte[]... ramdisks) {
        List<RamdiskModules.Source> sources = Stream.of(ramdisks)
                .<RamdiskModules.Source>map(ramdisk -> () -> new ByteArrayInputStream(ramdisk))
                .toList();
        return new RamdiskModules(RUNNER, Path.of("stick.img"), sources);
    }

    private static int aligned(int length) {
        return (length + 3) / 4 * 4;
    }

    private static int trailer(byte[] archive) {
        return new String(archive, StandardCharsets.ISO_8859_1).indexOf("TRAILER!!!") - 110;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Stream.of(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    /** Archives of an entry of a megabyte, each made when it is read; counts what is read but not written yet. */
    private static final class Megabytes extends InputStream {
        private final AtomicLong held;
        private InputStream current = nullInputStream();
        private int left;

        Megabytes(int count, AtomicLong held) {
            this.left = count;
            this.held = held;
        }

        @Override
        public int read() {
            throw new AssertionError("byte by byte");
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = current.read(into, offset, length);
            if (count < 0 && left > 0) {
                CpioArchiveEntry entry = new CpioArchiveEntry("lib/" + left + ".ko", 1 << 20);
                current = new ByteArrayInputStream(archive(Map.of(entry, new byte[1 << 20])));
                left--;
                count = current.read(into, offset, length);
            }
            assertThat(held.addAndGet(count)).isLessThan(256 << 10);
            return count;
        }
    }

    static byte[] archive(String... names) {
        Map<CpioArchiveEntry, byte[]> entries = new LinkedHashMap<>();
        for (String name : names) {
            entries.put(new CpioArchiveEntry(name, name.length()), name.getBytes(StandardCharsets.UTF_8));
        }
        return archive(entries);
    }

    private static byte[] archive(Map<CpioArchiveEntry, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CpioArchiveOutputStream archive = new CpioArchiveOutputStream(bytes)) {
            for (Map.Entry<CpioArchiveEntry, byte[]> entry : entries.entrySet()) {
                archive.putArchiveEntry(entry.getKey());
                archive.write(entry.getValue());
                archive.closeArchiveEntry();
            }
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return bytes.toByteArray();
    }

    /** By another reader than the one under test; without trailers. */
    private static List<String> names(byte[] archives) {
        return entries(archives)
                .map(entry -> entry.group(1))
                .filter(name -> !name.equals("TRAILER!!!"))
                .toList();
    }

    private static Stream<Integer> headers(byte[] archives) {
        return entries(archives).map(MatchResult::start);
    }

    private static Stream<MatchResult> entries(byte[] archives) {
        return ENTRY.matcher(new String(archives, StandardCharsets.ISO_8859_1)).results();
    }

    private static byte[] gzip(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
            packed.write(content);
        }
        return bytes.toByteArray();
    }
}
