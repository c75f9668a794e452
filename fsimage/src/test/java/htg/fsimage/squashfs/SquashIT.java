package htg.fsimage.squashfs;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.Tools;
import htg.fsimage.fs.Attributes.Device;
import htg.fsimage.fs.ContentInputStream;
import htg.fsimage.fs.FilePath;
import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Limits;
import htg.fsimage.fs.Node;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.testkit.CountingVolume;
import htg.fsimage.testkit.Listing;
import htg.fsimage.testkit.Listing.Detail;
import htg.fsimage.testkit.SampleTree;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SquashIT {
    @TempDir
    static Path folder;

    private static Path tree = Path.of("");
    private static List<String> expected = List.of();

    @BeforeAll
    static void fill() throws IOException {
        Tools.require("mksquashfs", "unsquashfs");
        tree = folder.resolve("tree");
        SampleTree.SMALL.write(tree);
        expected = Listing.of(tree, Detail.ALL);
    }

    private static Path make(Path source, String options) {
        Path image = folder.resolve("image.squashfs");
        List<Object> words = new ArrayList<>(
                List.of(source, image, "-noappend", "-no-progress", "-quiet", "-no-recovery", "-mem", "64M"));
        StringTokenizer each = new StringTokenizer(options);
        while (each.hasMoreTokens()) {
            words.add(each.nextToken());
        }
        Tools.run("mksquashfs", words.toArray());
        return image;
    }

    private static FileSystem open(Volume volume) throws IOException {
        SquashProvider provider = new SquashProvider();
        assertThat(provider.probe(volume.read(0, 4096))).isPresent();
        FileSystem fileSystem = provider.open(OpenRequest.of(volume));
        assertThat(fileSystem.info().problems()).isEmpty();
        return fileSystem;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-comp gzip -b 4K",
                "-comp gzip -b 1M -Xcompression-level 1",
                "-comp gzip -Xwindow-size 9 -Xstrategy default,huffman_only",
                "-comp lzma -b 16K",
                "-comp lzma -b 1M",
                "-comp lzo -b 64K",
                "-comp lzo -Xalgorithm lzo1x_1",
                "-comp xz -b 8K",
                "-comp xz -Xbcj x86,arm,armthumb,powerpc,sparc,ia64",
                "-comp xz -b 1M -Xdict-size 8K",
                "-comp lz4 -b 32K",
                "-comp lz4 -Xhc",
                "-comp zstd -b 256K -Xcompression-level 3",
                "-comp zstd -b 4K -Xcompression-level 1",
                "-comp gzip -no-fragments",
                "-comp zstd -no-fragments -b 1M -Xcompression-level 1",
                "-comp gzip -always-use-fragments -b 8K",
                "-comp lz4 -tailends -b 4K",
                "-comp gzip -noI -noId -noD -noF -noX",
                "-comp zstd -noI -noX",
                "-comp gzip -noD",
                "-comp gzip -noF",
                "-comp gzip -no-exports -nopad -no-duplicates",
                "-comp gzip -no-sparse"
            })
    void readsWhatMksquashfsWrites(String options) throws IOException {
        try (Volume volume = Volume.open(make(tree, options))) {
            assertThat(Listing.of(open(volume).root(), Detail.ALL)).isEqualTo(expected);
        }
    }

    @Test
    void findsNoAttributesWhereNoneAreStored() throws IOException {
        Detail detail = new Detail(true, true, true, false);
        try (Volume volume = Volume.open(make(tree, "-no-xattrs"))) {
            FileSystem fileSystem = open(volume);
            assertThat(Listing.of(fileSystem.root(), Detail.ALL)).isEqualTo(Listing.of(fileSystem.root(), detail));
            assertThat(Listing.of(fileSystem.root(), detail)).isEqualTo(Listing.of(tree, detail));
        }
    }

    /** Long ones are then stored once, somewhere else. */
    @Test
    void readsAttributesThatSeveralFilesHaveAlike() throws IOException {
        Path alike = Files.createDirectories(folder.resolve("alike"));
        for (int i = 0; i < 40; i++) {
            Path file = Files.writeString(alike.resolve("file" + i), "x");
            var view = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
            view.write("number", StandardCharsets.UTF_8.encode("" + i));
            view.write("same", StandardCharsets.UTF_8.encode("same ".repeat(600)));
            view.write("pair", StandardCharsets.UTF_8.encode((i / 2 + " ").repeat(100)));
        }
        Path image = make(alike, "-comp gzip -noX");
        assertThat(Files.size(image)).isLessThan(40 * 3000);
        try (Volume volume = Volume.open(image)) {
            assertThat(Listing.of(open(volume).root(), Detail.ALL)).isEqualTo(Listing.of(alike, Detail.ALL));
        }
    }

    @Test
    void listsAsUnsquashfsDoes() throws IOException {
        Path image = make(tree, "-force-uid 1234 -force-gid 70000");
        try (Volume volume = Volume.open(image)) {
            Set<String> ours = new TreeSet<>();
            lines(open(volume).root(), "squashfs-root", ours);
            String theirs = Tools.run("unsquashfs", "-lln", image);
            assertThat(ours).isEqualTo(sortedLines(theirs)).hasSizeGreaterThan(300);
        }
    }

    private static Set<String> sortedLines(String text) {
        Set<String> lines = new TreeSet<>();
        text.lines()
                .filter(line -> line.contains(" squashfs-root") && !line.contains("/names/"))
                .forEach(line -> lines.add(line.replaceAll(" +", " ")));
        return lines;
    }

    private static void lines(Node node, String path, Set<String> into) throws IOException {
        var attributes = node.attributes();
        String time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")
                .withZone(ZoneOffset.UTC)
                .format(attributes.times().modified());
        String target = attributes.type() == FileType.LINK ? " -> " + node.target() : "";
        String mode = attributes.type() == FileType.LINK ? "lrwxrwxrwx" : attributes.modeText();
        String line = (mode + " " + attributes.owner() + "/" + attributes.group() + " " + attributes.size() + " " + time
                        + " " + path + target)
                .replaceAll(" +", " ");
        if (!line.contains("/names/")) {
            into.add(line);
        }
        if (attributes.type() == FileType.FOLDER) {
            node.list(entry -> {
                lines(entry.node(), path + "/" + entry.name(), into);
                return true;
            });
        }
    }

    @Test
    void readsTextAsUnsquashfsDoes() throws IOException {
        Path image = make(tree, "-comp zstd");
        try (Volume volume = Volume.open(image)) {
            Node root = open(volume).root();
            for (String path : new String[] {"names/plain", "many/file-with-a-number-00050", "attributes/one of 1"}) {
                Node file = FilePath.require(root, path, Limits.STANDARD);
                String ours = new String(new ContentInputStream(file.open()).readAllBytes(), StandardCharsets.UTF_8);
                assertThat(ours).isEqualTo(Tools.run("unsquashfs", "-cat", image, path));
            }
        }
    }

    @Test
    void readsDevicesPipesAndSockets() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty"));
        Path definitions = Files.write(
                folder.resolve("definitions"),
                List.of(
                        "null c 666 0 0 1 3",
                        "disk b 660 0 6 259 1048575",
                        "pipe i 600 1 2 f",
                        "socket i 755 0 0 s",
                        "folder d 1777 7 8",
                        "link s 777 0 0 folder"));
        try (Volume volume = Volume.open(make(empty, "-pf " + definitions))) {
            Node root = open(volume).root();
            assertThat(mode(root, "null")).isEqualTo("crw-rw-rw-");
            assertThat(node(root, "null").attributes().device()).isEqualTo(new Device(1, 3));
            assertThat(mode(root, "disk")).isEqualTo("brw-rw----");
            assertThat(node(root, "disk").attributes().device()).isEqualTo(new Device(259, 1_048_575));
            assertThat(node(root, "disk").attributes().group()).isEqualTo(6);
            assertThat(mode(root, "pipe")).isEqualTo("prw-------");
            assertThat(mode(root, "socket")).isEqualTo("srwxr-xr-x");
            assertThat(mode(root, "folder")).isEqualTo("drwxrwxrwt");
            assertThat(node(root, "link").target()).isEqualTo("folder");
        }
    }

    private static Node node(Node root, String name) throws IOException {
        return root.child(name).orElseThrow();
    }

    private static String mode(Node root, String name) throws IOException {
        return node(root, name).attributes().modeText();
    }

    @Test
    void readsALargeTreeWithAFileOfFiveGigabytes() throws IOException {
        Path large = folder.resolve("large");
        SampleTree.FULL.write(large);
        Path image = make(large, "-comp lz4 -b 512K");
        try (Volume volume = Volume.open(image)) {
            Node root = open(volume).root();
            assertThat(Listing.of(root, Detail.ALL)).isEqualTo(Listing.of(large, Detail.ALL));
            findsEachByName(FilePath.require(root, "many", Limits.STANDARD));
        }
        listsNamesWithoutTheirInodes(image);
    }

    private static void findsEachByName(Node crowd) throws IOException {
        List<String> names = new ArrayList<>();
        crowd.list(entry -> names.add(entry.name()));
        assertThat(names).hasSize(10_000);
        for (String name : names) {
            assertThat(crowd.child(name)).isPresent();
            assertThat(crowd.child(name + "x")).isEqualTo(Optional.empty());
        }
    }

    @Test
    void findsNamesWhereTheIndexOfAFolderIsDamaged() throws IOException {
        Path crowd = folder.resolve("crowd");
        SampleTree.SMALL.many(10_000).withoutAttributes().sparse(0).write(crowd);
        byte[] image = Files.readAllBytes(make(crowd, "-noI"));
        ByteBuffer fields = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        int damaged = 0;
        String text = new String(image, StandardCharsets.ISO_8859_1);
        int end = (int) fields.getLong(72);
        int at = text.indexOf("file-with-a-number-", (int) fields.getLong(64));
        while (at >= 0 && at < end) {
            fields.putInt(at - 4, -1);
            damaged++;
            at = text.indexOf("file-with-a-number-", at + 1);
        }
        assertThat(damaged).isPositive();
        Node many = FilePath.require(open(Volume.of(image)).root(), "many", Limits.STANDARD);
        assertThat(many.child("file-with-a-number-00007")).isPresent();
        assertThat(many.child("file-with-a-number-09999")).isPresent();
        assertThat(many.child("file-with-a-number-10000")).isEmpty();
    }

    private static void listsNamesWithoutTheirInodes(Path image) throws IOException {
        try (CountingVolume volume = new CountingVolume(Volume.open(image))) {
            Node crowd = FilePath.require(open(volume).root(), "many", Limits.STANDARD);
            long before = volume.bytes();
            List<String> names = new ArrayList<>();
            crowd.list(entry -> names.add(entry.name()));
            assertThat(names).hasSize(10_000);
            assertThat(volume.bytes() - before).isLessThan(500_000);
        }
    }
}
