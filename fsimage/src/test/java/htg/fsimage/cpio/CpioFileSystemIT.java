package htg.fsimage.cpio;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.Tools;
import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.testkit.Listing;
import htg.fsimage.testkit.Listing.Detail;
import htg.fsimage.testkit.Mutants;
import htg.fsimage.testkit.Mutants.Field;
import htg.fsimage.testkit.SampleTree;
import htg.fsimage.volume.Volume;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpioFileSystemIT {
    private static final Detail DETAIL = new Detail(true, true, true, false);

    @TempDir
    static Path folder;

    private static Path tree(String name, SampleTree sample) throws IOException {
        Path tree = folder.resolve(name);
        if (!Files.exists(tree)) {
            sample.write(tree);
        }
        return tree;
    }

    private static Path make(Path tree, String format) throws IOException {
        Path image = folder.resolve("image.cpio");
        Path names = folder.resolve("names");
        try (var all = Files.walk(tree)) {
            Files.writeString(
                    names,
                    all.filter(file -> !file.equals(tree))
                            .map(file -> tree.relativize(file).toString())
                            .sorted()
                            .collect(Collectors.joining("\0")));
        }
        Tools.runReading(names, "cpio", "-o", "-0", "--quiet", "--reproducible", "-H", format, "-D", tree, "-O", image);
        return image;
    }

    private static FileSystem open(Volume volume) throws IOException {
        CpioProvider provider = new CpioProvider();
        assertThat(provider.probe(volume.read(0, 512))).isPresent();
        return provider.open(OpenRequest.of(volume));
    }

    @ParameterizedTest
    @ValueSource(strings = {"newc", "crc", "odc", "bin"})
    void readsWhatCpioWrites(String format) throws IOException {
        Tools.require("cpio");
        Path tree = tree("tree", SampleTree.SMALL.withoutAttributes());
        try (Volume volume = Volume.open(make(tree, format))) {
            FileSystem fileSystem = open(volume);
            assertThat(fileSystem.info().problems()).isEmpty();
            assertThat(Listing.of(fileSystem.root(), DETAIL)).isEqualTo(Listing.of(tree, DETAIL));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"newc", "odc", "bin"})
    void readsWhatLibarchiveWrites(String format) throws IOException {
        Tools.require("bsdtar");
        Path tree = tree("tree", SampleTree.SMALL.withoutAttributes());
        Path image = folder.resolve("image.cpio");
        Tools.run("bsdtar", "--format=" + format, "-C", tree, "-cf", image, ".");
        try (Volume volume = Volume.open(image)) {
            FileSystem fileSystem = open(volume);
            assertThat(fileSystem.info().problems()).isEmpty();
            assertThat(Listing.of(fileSystem.root(), DETAIL)).isEqualTo(Listing.of(tree, DETAIL));
        }
    }

    /** Without the file of 5 GiB, which the format cannot have. */
    @Test
    void readsTenThousandFiles() throws IOException {
        Tools.require("cpio");
        Path tree = tree("large", SampleTree.FULL.withoutAttributes().sparse(0));
        try (Volume volume = Volume.open(make(tree, "newc"))) {
            FileSystem fileSystem = open(volume);
            assertThat(fileSystem.info().problems()).isEmpty();
            assertThat(Listing.of(fileSystem.root(), DETAIL))
                    .hasSizeGreaterThan(10_000)
                    .isEqualTo(Listing.of(tree, DETAIL));
        }
    }

    @Test
    void goesThroughTheArchivesOfARamdisk() throws IOException {
        Tools.require("cpio");
        Path first = Files.createDirectories(folder.resolve("first/kernel/x86"));
        Files.writeString(first.resolve("microcode"), "code");
        Path second = Files.createDirectories(folder.resolve("second/etc"));
        Files.writeString(second.resolve("file"), "two");
        ByteArrayOutputStream ramdisk = new ByteArrayOutputStream();
        ramdisk.writeBytes(Files.readAllBytes(make(folder.resolve("first"), "newc")));
        ramdisk.writeBytes(new byte[2048]);
        ramdisk.writeBytes(Files.readAllBytes(make(folder.resolve("second"), "crc")));
        FileSystem fileSystem = open(Volume.of(ramdisk.toByteArray()));
        assertThat(Listing.of(fileSystem.root(), Detail.CONTENT))
                .hasSize(5)
                .anyMatch(line -> line.startsWith("/kernel/x86/microcode - 4 "))
                .anyMatch(line -> line.startsWith("/etc/file - 3 "));
        assertThat(fileSystem.info().problems()).isEmpty();
        ramdisk.writeBytes(new byte[] {0x1F, (byte) 0x8B, 8, 0});
        assertThat(open(Volume.of(ramdisk.toByteArray())).info().problems())
                .singleElement()
                .asString()
                .contains("packed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"newc", "crc", "odc", "bin"})
    void survivesDamage(String format) throws IOException {
        Tools.require("cpio");
        Path tree = tree("mutant", new SampleTree(true, false, 255, 20, 0));
        byte[] image = Files.readAllBytes(make(tree, format));
        new Mutants(new CpioProvider(), image, fields(image), Mutants.Seal.none(), 5)
                .survive(Integer.getInteger("htg.test.mutants", 300));
    }

    private static List<Field> fields(byte[] image) {
        List<Field> fields = new ArrayList<>();
        for (int at = 0; at + 120 <= image.length; at++) {
            if (CpioFormat.of(Arrays.copyOfRange(image, at, at + 6)).isPresent()) {
                fields.addAll(Mutants.fields(at, at + 112, image[at] == '0' ? 1 : 2));
            }
        }
        return fields;
    }
}
