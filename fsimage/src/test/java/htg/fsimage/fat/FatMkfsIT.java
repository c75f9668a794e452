package htg.fsimage.fat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.Tools;
import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.FileSystemInfo;
import htg.fsimage.fs.Limits;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.fs.Providers;
import htg.fsimage.testkit.Listing;
import htg.fsimage.testkit.SampleTree;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringTokenizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every option of mkfs.fat, filled by mcopy; compared with the host's files, with mdir, and with fsck.fat. */
class FatMkfsIT {
    private static final Listing.Detail CONTENT_AND_TIMES = new Listing.Detail(false, false, true, false);
    private static final Pattern USED = Pattern.compile("files, (\\d+)/(\\d+) clusters");

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    @BeforeAll
    static void writeTree() throws IOException {
        Tools.require("mkfs.fat", "mcopy", "mdir", "mattrib", "fsck.fat");
        write(shared.resolve("tree"));
    }

    /** Without the name that mcopy cuts to 16 bits a character. */
    private static void write(Path tree) throws IOException {
        SampleTree.PLAIN.many(60).write(tree);
        Path names = tree.resolve("names");
        var time = Files.getLastModifiedTime(names);
        Files.delete(names.resolve("emoji 🐧"));
        Files.setLastModifiedTime(names, time);
    }

    private Path make(String options, int kilobytes) {
        Path image = folder.resolve("fat.img");
        List<Object> words = new ArrayList<>(List.of("-C", "-i", "1A2B3C4D", "-n", "HTG DATA"));
        words.addAll(java.util.Collections.list(new StringTokenizer(options)));
        words.add(image);
        words.add(kilobytes);
        Tools.run("mkfs.fat", words.toArray());
        return image;
    }

    private static void fill(Path image, Path tree) throws IOException {
        List<Object> words = new ArrayList<>(List.of("-s", "-m", "-Q", "-i", image));
        try (var children = Files.list(tree)) {
            children.forEach(words::add);
        }
        words.add("::/");
        Tools.run("mcopy", words.toArray());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2880 -F 12 -s 2",
                "8192 -F 12 -s 8 -f 1",
                "65536 -F 12 -S 4096 -s 16",
                "262144 -F 12 -S 4096 -s 128",
                "16384 -F 16 -s 1",
                "65536 -F 16 -s 4 -f 4",
                "65536 -F 16 -S 1024 -s 4 -r 1024",
                "131072 -F 16 -S 2048 -s 1 -a",
                "65536 -F 16 -s 4 -R 40 -h 63 -D 0x80 -g 255/63 -M 0xF0",
                "524288 -F 16 -s 128",
                "524288 -F 16 -S 4096 -s 16",
                "65536 -F 16 --mbr=y",
                "40000 -F 32 -s 1",
                "131072 -F 32 -s 2 -a -f 1",
                "131072 -F 32 -s 2 -R 64 -b 10",
                "131072 -F 32 -s 1 --mbr=y -h 2048",
                "262144 -F 32 -S 2048 -s 1",
                "524288 -F 32 -S 4096 -s 1",
                "4300000 -F 32 -s 128",
                "8600000 -F 32 -S 4096 -s 32"
            })
    void readsWhatMkfsMakesAndMcopyFills(String line) throws IOException {
        int space = line.indexOf(' ');
        Path image = make(line.substring(space + 1), Integer.parseInt(line.substring(0, space)));
        fill(image, shared.resolve("tree"));
        try (Volume volume = Volume.open(image)) {
            FileSystem fileSystem = Providers.all().open(OpenRequest.of(volume));
            List<String> found = Listing.of(fileSystem.root(), CONTENT_AND_TIMES);
            assertThat(found).isEqualTo(Listing.of(shared.resolve("tree"), CONTENT_AND_TIMES));
            assertThat(paths(fileSystem)).containsExactlyInAnyOrderElementsOf(mdir(image));
            FileSystemInfo info = fileSystem.info();
            assertThat(info.type()).isEqualTo("vfat");
            assertThat(info.label()).isEqualTo("HTG DATA");
            assertThat(info.uuid()).isEqualTo("1A2B-3C4D");
            assertThat(info.problems()).isEmpty();
            // fsck.fat knows no more than two tables.
            if (!line.contains("-f 4")) {
                assertThat(info.used() / Long.parseLong(info.facts().get("cluster size")))
                        .isEqualTo(clustersInUse(image));
            }
        }
    }

    private static List<String> paths(FileSystem fileSystem) throws IOException {
        return Listing.of(fileSystem.root(), Listing.Detail.CONTENT).stream()
                .map(line -> line.replaceFirst(" (d|- \\d+ [0-9a-f]{64})$", "").toLowerCase(Locale.ROOT))
                .toList();
    }

    /** In lower case: of short names that are written small mdir makes small only the letters of ASCII. */
    private static List<String> mdir(Path image) {
        return Tools.run("mdir", "-/", "-a", "-b", "-i", image, "::/")
                .lines()
                .map(line -> line.substring(2).replaceFirst("/$", "").toLowerCase(Locale.ROOT))
                .toList();
    }

    private static long clustersInUse(Path image) {
        Matcher matcher = USED.matcher(Tools.run("fsck.fat", "-n", image));
        assertThat(matcher.find()).isTrue();
        return Long.parseLong(matcher.group(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-A", "-S 8192 -F 12"})
    void leavesAtarisDisksAndLargeSectorsAlone(String options) throws IOException {
        Path image = make(options, 8192);
        try (Volume volume = Volume.open(image)) {
            assertThat(Providers.all().recognize(volume)).isEmpty();
            assertThatThrownBy(() -> new FatProvider().open(OpenRequest.of(volume)))
                    .isInstanceOf(CorruptFileSystemException.class);
        }
    }

    @Test
    void readsALargeFolder() throws IOException {
        Path tree = folder.resolve("tree");
        Path many = Files.createDirectories(tree.resolve("many"));
        // mcopy takes a time for each long name that grows with the square of their number.
        for (int i = 0; i < 2000; i++) {
            Files.writeString(many.resolve("%08d".formatted(i)), "number " + i);
        }
        Path image = make("-F 32 -s 1", 131_072);
        fill(image, tree);
        try (Volume volume = Volume.open(image)) {
            FileSystem fileSystem = Providers.all().open(OpenRequest.of(volume));
            assertThat(Listing.of(fileSystem.root(), Listing.Detail.CONTENT))
                    .isEqualTo(Listing.of(tree, Listing.Detail.CONTENT));
        }
    }

    @Test
    void showsReadOnlyFilesAsLinuxDoes() throws IOException {
        Path image = make("-F 16", 20_000);
        Path file = Files.writeString(folder.resolve("Read Me.txt"), "text");
        Tools.run("mcopy", "-i", image, file, "::/");
        Tools.run("mcopy", "-i", image, file, "::/hidden");
        Tools.run("mattrib", "+r", "-i", image, "::/Read Me.txt");
        Tools.run("mattrib", "+h", "+s", "-i", image, "::/hidden");
        try (Volume volume = Volume.open(image)) {
            var root = Providers.all().open(OpenRequest.of(volume)).root();
            assertThat(root.child("read me.TXT").orElseThrow().attributes().modeText())
                    .isEqualTo("-r-xr-xr-x");
            assertThat(root.child("README~1.TXT")).isPresent();
            assertThat(root.child("HIDDEN").orElseThrow().attributes().modeText())
                    .isEqualTo("-rwxr-xr-x");
        }
    }

    @Test
    void saysWhatFsckWouldSay() throws IOException {
        Path image = make("-F 32 -s 1", 40_000);
        try (FileChannel channel = FileChannel.open(image, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {1}), 65);
            channel.write(ByteBuffer.wrap(new byte[] {1, 0, 0, 0}), 512 + 488);
            channel.write(ByteBuffer.wrap(new byte[] {9, 0, 0, 0}), 32 * 512 + 400);
        }
        try (Volume volume = Volume.open(image)) {
            FileSystem fileSystem = new FatProvider().open(OpenRequest.of(volume));
            assertThat(fileSystem.info().problems())
                    .hasSize(3)
                    .anyMatch(problem -> problem.contains("dirty"))
                    .anyMatch(problem -> problem.contains("counts 1 free"))
                    .anyMatch(problem -> problem.contains("table 2 differs"));
            assertThat(fileSystem.info().used()).isEqualTo(2 * 512);
        }
    }

    @Test
    void readsTheLargestFileThereCanBe() throws IOException {
        Path image = make("-F 32 -s 128", 4_300_000);
        Path file = folder.resolve("part");
        Files.write(file, new byte[100]);
        Tools.run("mcopy", "-i", image, file, "::/LARGEST");
        try (FileChannel channel = FileChannel.open(image, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            FatGeometry geometry = FatGeometry.read(Volume.open(image));
            stretch(channel, geometry);
            channel.write(ByteBuffer.wrap(new byte[] {42}), geometry.clusterOffset(3) + 0xFFFFFFFEL);
        }
        try (Volume volume = Volume.open(image)) {
            var content = new FatProvider()
                    .open(new OpenRequest(volume, List.of(), Limits.STANDARD.memory(8 << 20)))
                    .root()
                    .child("largest")
                    .orElseThrow()
                    .open();
            assertThat(content.size()).isEqualTo(0xFFFFFFFFL);
            ByteBuffer last = ByteBuffer.allocate(10);
            assertThat(content.read(0xFFFFFFFEL, last)).isEqualTo(1);
            assertThat(last.get(0)).isEqualTo((byte) 42);
        }
    }

    /** Gives the file that begins in cluster 3 all bytes that a file may have. */
    private static void stretch(FileChannel channel, FatGeometry geometry) throws IOException {
        ByteBuffer chain = ByteBuffer.allocate(65_536 * 4).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        for (int cluster = 3; cluster < 3 + 65_536; cluster++) {
            chain.putInt(cluster == 2 + 65_536 ? 0x0FFFFFFF : cluster + 1);
        }
        channel.write(chain.flip(), geometry.tableOffset() + 12);
        channel.write(ByteBuffer.wrap(new byte[] {-1, -1, -1, -1}), geometry.clusterOffset(2) + 32 + 28);
    }
}
