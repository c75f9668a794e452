package htg.fsimage.iso;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.Tools;
import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.FileSystemInfo;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.fs.Providers;
import htg.fsimage.testkit.Listing;
import htg.fsimage.testkit.SampleTree;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Discs made by genisoimage and xorriso, compared with the folders that they were made from and with what other readers find. */
class IsoIT {
    private static final Listing.Detail UNIX = new Listing.Detail(true, false, true, false);

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    @BeforeAll
    static void writeTrees() throws IOException {
        Tools.require("genisoimage", "xorriso", "isoinfo", "blkid");
        SampleTree tree = SampleTree.SMALL.withoutAttributes().sparse(3 << 20).many(150);
        tree.write(shared.resolve("all"));
        tree.write(shared.resolve("unix"));
        // genisoimage writes half of a link that is as long as that, or never ends.
        Path links = shared.resolve("unix/links");
        var time = Files.getLastModifiedTime(links);
        Files.delete(links.resolve("target of 250"));
        Files.delete(links.resolve("target of 1000"));
        Files.setLastModifiedTime(links, time);
        Path small = Files.createDirectories(shared.resolve("dos/FOLDER"));
        for (String name : new String[] {"README.TXT", "NODOT", "B_1.C"}) {
            Files.writeString(small.resolve(name), name);
        }
    }

    private Path make(String command, Path tree) {
        StringTokenizer words = new StringTokenizer(command);
        String program = words.nextToken();
        List<Object> arguments = new ArrayList<>();
        words.asIterator().forEachRemaining(arguments::add);
        Path image = folder.resolve("disc.iso");
        arguments.addAll(List.of("-quiet", "-V", "HTG_DISC", "-o", image, tree));
        Tools.run(program, arguments.toArray());
        return image;
    }

    private static FileSystem open(Volume volume) throws IOException {
        return Providers.all().open(OpenRequest.of(volume));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "genisoimage -R",
                "genisoimage -R -J -joliet-long",
                "genisoimage -R -D",
                "genisoimage -R -hide-rr-moved",
                "genisoimage -R -iso-level 4",
                "genisoimage -R -udf",
                "genisoimage -R -J -joliet-long -udf -no-pad",
                "xorriso -as mkisofs -R",
                "xorriso -as mkisofs -R -J -joliet-long",
                "xorriso -as mkisofs -R -iso-level 3 -D",
                "xorriso -as mkisofs -R -J -joliet-utf16 -hfsplus",
                "xorriso -as mkisofs -R --old-root-no-md5 -partition_offset 16 -isohybrid-gpt-basdat"
            })
    void readsRockRidge(String command) throws IOException {
        Path tree = shared.resolve(tree(command));
        Path image = make(command, tree);
        try (Volume volume = Volume.open(image)) {
            FileSystem fileSystem = open(volume);
            assertThat(withoutMoved(Listing.of(fileSystem.root(), UNIX))).isEqualTo(Listing.of(tree, UNIX));
            FileSystemInfo info = fileSystem.info();
            assertThat(info.facts()).containsEntry("names", "Rock Ridge");
            assertThat(info.label()).isEqualTo("HTG_DISC");
            assertThat(info.problems()).hasSize(command.contains("udf") ? 1 : 0);
            if (!command.contains("udf")) {
                assertThat(info.uuid()).isEqualTo(blkid(image, "UUID"));
            }
        }
    }

    @Test
    void readsTenThousandFiles() throws IOException {
        Path tree = Files.createDirectories(folder.resolve("tree/many"));
        for (int i = 0; i < 10_000; i++) {
            Files.writeString(tree.resolve("file-with-a-number-%05d".formatted(i)), i % 50 == 0 ? "number " + i : "");
        }
        Path image = make("xorriso -as mkisofs -R", tree);
        try (Volume volume = Volume.open(image)) {
            assertThat(Listing.of(open(volume).root(), UNIX)).isEqualTo(Listing.of(tree, UNIX));
        }
    }

    /** Longer plain names make genisoimage lose the end of Rock Ridge's. */
    private static String tree(String command) {
        if (command.contains("-iso-level 4")) {
            return "dos";
        }
        return command.startsWith("xorriso") ? "all" : "unix";
    }

    /** The folder in which folders that are too deep are stored, which other readers show as well. */
    private static List<String> withoutMoved(List<String> listing) {
        return listing.stream()
                .filter(line -> !line.startsWith("/rr_moved d") && !line.startsWith("/.rr_moved d"))
                .toList();
    }

    private static String blkid(Path image, String tag) {
        return Tools.run("blkid", "-p", "-o", "value", "-s", tag, image).strip();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "genisoimage -J -joliet-long",
                "genisoimage -J -joliet-long -udf",
                "xorriso -as mkisofs -J -joliet-long --norock"
            })
    void readsJoliet(String command) throws IOException {
        Path tree = shared.resolve("dos");
        Path image = make(command, tree);
        try (Volume volume = Volume.open(image)) {
            FileSystem fileSystem = open(volume);
            assertThat(Listing.of(fileSystem.root(), Listing.Detail.CONTENT))
                    .isEqualTo(Listing.of(tree, Listing.Detail.CONTENT));
            assertThat(fileSystem.info().facts()).containsEntry("names", "Joliet");
            assertThat(fileSystem.root().child("folder")).isPresent();
        }
    }

    /** What Linux shows of capitals with versions. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "genisoimage -iso-level 1",
                "genisoimage -iso-level 2",
                "genisoimage -iso-level 3 -N -d",
                "genisoimage -iso-level 4",
                "genisoimage -iso-level 2 -udf",
                "xorriso -as mkisofs --norock -iso-level 1",
                "xorriso -as mkisofs --norock -iso-level 3"
            })
    void readsPlainNames(String command) throws IOException {
        Path image = make(command, shared.resolve("dos"));
        try (Volume volume = Volume.open(image)) {
            FileSystem fileSystem = open(volume);
            assertThat(Listing.of(fileSystem.root(), Listing.Detail.CONTENT))
                    .containsExactlyElementsOf(Listing.of(shared.resolve("dos"), Listing.Detail.CONTENT).stream()
                            .map(IsoIT::small)
                            .sorted()
                            .toList());
            assertThat(fileSystem.info().facts()).containsEntry("names", "plain");
        }
    }

    private static String small(String line) {
        int end = line.indexOf(' ');
        return line.substring(0, end).toLowerCase(java.util.Locale.ROOT) + line.substring(end);
    }

    @Test
    void findsWhatFirmwareStarts() throws IOException {
        Path tree = Files.createDirectories(folder.resolve("tree"));
        Files.write(tree.resolve("bios.bin"), new byte[2048]);
        Files.write(tree.resolve("efi.img"), new byte[40 * 512]);
        Files.write(tree.resolve("floppy.img"), new byte[1440 << 10]);
        Path image = make(
                "xorriso -as mkisofs -R -c boot.cat -b bios.bin -no-emul-boot -boot-load-size 4"
                        + " -eltorito-alt-boot -e efi.img -no-emul-boot"
                        + " -eltorito-alt-boot -b floppy.img",
                tree);
        try (Volume volume = Volume.open(image)) {
            List<BootEntry> entries = BootCatalogue.read(volume).orElseThrow().entries();
            assertThat(entries)
                    .extracting(BootEntry::platform)
                    .containsExactly(BootEntry.Platform.BIOS, BootEntry.Platform.UEFI, BootEntry.Platform.BIOS);
            assertThat(entries)
                    .extracting(BootEntry::medium)
                    .containsExactly(
                            BootEntry.Medium.NO_EMULATION, BootEntry.Medium.NO_EMULATION, BootEntry.Medium.FLOPPY_1440);
            assertThat(entries).extracting(BootEntry::size).containsExactly(2048L, 40 * 512L, 1440L << 10);
            assertThat(entries).allMatch(BootEntry::bootable);
            assertThat(open(volume).info().facts()).containsKeys("boot entry 1", "boot entry 2", "boot entry 3");
            assertThat(report(image))
                    .containsExactlyElementsOf(
                            entries.stream().map(entry -> entry.offset() / 2048).toList());
        }
    }

    /** The sectors of what can be started, as xorriso has them. */
    private static List<Long> report(Path image) {
        return Tools.run("xorriso", "-indev", image, "-report_el_torito", "plain")
                .lines()
                .filter(line -> line.startsWith("El Torito boot img :"))
                .map(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
                .toList();
    }

    @Test
    void readsTheLastOfSeveralSessions() throws IOException {
        Path tree = shared.resolve("dos");
        Path image = make("genisoimage -R", tree);
        long sectors = (Files.size(image) / 2048 + 31) / 32 * 32;
        Path second = folder.resolve("second.iso");
        Path more = Files.createDirectories(folder.resolve("more"));
        Files.writeString(more.resolve("added"), "later");
        Tools.run("genisoimage", "-quiet", "-R", "-C", "0," + sectors, "-M", image, "-o", second, more);
        try (var channel = java.nio.channels.FileChannel.open(image, java.nio.file.StandardOpenOption.WRITE)) {
            channel.write(java.nio.ByteBuffer.wrap(Files.readAllBytes(second)), sectors * 2048);
        }
        try (Volume volume = Volume.open(image)) {
            FileSystem fileSystem = open(volume);
            assertThat(fileSystem.root().child("added")).isPresent();
            assertThat(fileSystem.root().child("FOLDER")).isPresent();
            assertThat(fileSystem.info().facts()).containsEntry("last session at sector", Long.toString(sectors));
        }
    }

    @Test
    void readsWhatXorrisoAddedLater() throws IOException {
        Path image = make("xorriso -as mkisofs -R", shared.resolve("dos"));
        Path file = Files.writeString(folder.resolve("added"), "later");
        Tools.run("xorriso", "-dev", image, "-map", file, "/FOLDER/added", "-rm", "/FOLDER/NODOT", "--", "-commit");
        try (Volume volume = Volume.open(image)) {
            var found = open(volume).root().child("FOLDER").orElseThrow();
            assertThat(found.child("added")).isPresent();
            assertThat(found.child("NODOT")).isEmpty();
        }
    }

    @Test
    void unpacksZisofs() throws IOException {
        Tools.require("mkzftree");
        Path tree = shared.resolve("all/sizes");
        Path packed = folder.resolve("packed");
        Tools.run("mkzftree", tree, packed);
        for (String command : new String[] {"genisoimage -R -z", "xorriso -as mkisofs -R -z"}) {
            Path image = make(command, packed);
            try (Volume volume = Volume.open(image)) {
                assertThat(Listing.of(open(volume).root(), Listing.Detail.CONTENT))
                        .isEqualTo(Listing.of(tree, Listing.Detail.CONTENT));
            }
            Files.delete(image);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "on"})
    void unpacksZisofsOfTheSecondVersion(String z2) throws IOException {
        Path tree = shared.resolve("all/sizes");
        Path image = folder.resolve("disc.iso");
        Tools.run(
                "xorriso",
                "-zisofs",
                "version_2=on:susp_z2=" + z2,
                "-outdev",
                image,
                "-map",
                tree,
                "/",
                "-set_filter_r",
                "--zisofs",
                "/",
                "--",
                "-commit");
        assertThat(new String(Files.readAllBytes(image), java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("\u00EF\"U\u00A1\u00BC\u001B\u0095\u00A0");
        try (Volume volume = Volume.open(image)) {
            assertThat(Listing.of(open(volume).root(), Listing.Detail.CONTENT))
                    .isEqualTo(Listing.of(tree, Listing.Detail.CONTENT));
        }
    }

    /** Linux shows neither attributes nor hard links of a disc, but xorriso gives them back. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "xorriso -as mkisofs -R --xattr --hardlinks",
                "xorriso -as mkisofs -R -J -joliet-utf16 -hfsplus --for_backup"
            })
    void readsExtendedAttributesAndHardLinks(String command) throws IOException {
        Path tree = folder.resolve("tree");
        SampleTree.SMALL.sparse(0).many(20).write(tree);
        // With hard links xorriso leaves out attributes without a value.
        Path attributes = tree.resolve("attributes");
        var time = Files.getLastModifiedTime(attributes);
        Files.delete(attributes.resolve("one of 0"));
        Files.setLastModifiedTime(attributes, time);
        Path image = make(command, tree);
        try (Volume volume = Volume.open(image)) {
            assertThat(Listing.of(open(volume).root(), Listing.Detail.ALL))
                    .isEqualTo(Listing.of(tree, Listing.Detail.ALL));
        }
    }

    @Test
    void readsAnImageForSticks() throws IOException {
        Path tree = Files.createDirectories(folder.resolve("tree"));
        Files.write(tree.resolve("efi.img"), new byte[1 << 20]);
        Path image = make(
                "xorriso -as mkisofs -R -J -appended_part_as_gpt -partition_offset 16"
                        + " -append_partition 2 0xef " + tree.resolve("efi.img")
                        + " -e --interval:appended_partition_2:all:: -no-emul-boot",
                tree);
        try (Volume volume = Volume.open(image)) {
            FileSystem fileSystem = open(volume);
            assertThat(Listing.of(fileSystem.root(), Listing.Detail.CONTENT)).hasSizeBetween(1, 2);
            assertThat(fileSystem.info().problems()).isEmpty();
            BootEntry entry = BootCatalogue.read(volume).orElseThrow().entries().get(0);
            assertThat(entry.platform()).isEqualTo(BootEntry.Platform.UEFI);
        }
    }

    /** The same files, as xorriso itself reads them. */
    @Test
    void agreesWithXorriso() throws IOException {
        Path image = make("genisoimage -R -J", shared.resolve("unix/deep"));
        Path extracted = folder.resolve("extracted");
        Tools.run("xorriso", "-osirrox", "on", "-indev", image, "-extract", "/", extracted);
        Listing.Detail modes = new Listing.Detail(true, false, true, false);
        try (Volume volume = Volume.open(image)) {
            assertThat(withoutMoved(Listing.of(open(volume).root(), modes)))
                    .isEqualTo(withoutMoved(Listing.of(extracted, modes)));
        }
    }
}
