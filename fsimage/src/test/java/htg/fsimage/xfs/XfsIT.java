package htg.fsimage.xfs;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.Tools;
import htg.fsimage.fs.FilePath;
import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Limits;
import htg.fsimage.fs.Node;
import htg.fsimage.testkit.CountingVolume;
import htg.fsimage.testkit.Listing;
import htg.fsimage.testkit.SampleTree;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** File systems that mkfs.xfs makes and fills, with every option that changes what is on the disk. */
class XfsIT {
    private static final Listing.Detail DETAIL = new Listing.Detail(true, false, false, false);

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    @BeforeEach
    void requireTools() {
        Tools.require("mkfs.xfs", "xfs_db", "env");
    }

    private static Path sample() throws IOException {
        Path sample = shared.resolve("sample");
        if (!sample.toFile().exists()) {
            SampleTree.SMALL.withoutAttributes().sparse(2 << 20).write(sample);
        }
        return sample;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-m crc=1",
                "-m crc=0",
                "-m crc=0 -n ftype=1",
                "-m crc=0,finobt=0 -n version=ci",
                "-m crc=0 -b size=512 -i size=256",
                "-m crc=0 -b size=512 -n size=64k",
                "-m crc=0 -b size=64k -i size=2048 -i projid32bit=0,attr=1",
                "-m crc=1 -b size=1024 -i size=512",
                "-m crc=1 -b size=1024 -n size=32k",
                "-m crc=1 -b size=2048 -n size=4k -s size=2048",
                "-m crc=1 -b size=8k -i size=2048 -s size=4096",
                "-m crc=1 -b size=64k -s size=32k",
                "-m finobt=0,rmapbt=0,reflink=0,bigtime=0,inobtcount=0 -i sparse=0",
                "-m finobt=1,rmapbt=1,reflink=1,bigtime=1,inobtcount=1 -i sparse=1,nrext64=1",
                "-m crc=1 -n version=ci",
                "-d agcount=7",
                "-d su=64k,sw=4 -l su=256k",
                "-d agcount=3 -l internal=1,version=2,size=16m -L twelve-bytes"
            })
    void readsWhatMkfsMakes(String options) throws IOException {
        Path image = XfsImage.make(folder.resolve("xfs.img"), "160m", options, sample());
        try (Volume volume = Volume.open(image)) {
            FileSystem fileSystem = XfsImage.open(volume);
            assertThat(fileSystem.info().problems()).isEmpty();
            assertThat(Listing.of(fileSystem.root(), DETAIL)).isEqualTo(Listing.of(sample(), DETAIL));
        }
    }

    @Test
    void readsAndSaysThatItsLogIsElsewhere() throws IOException {
        Path log = folder.resolve("log");
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            file.setLength(64 << 20);
        }
        String options = "-l logdev=" + log;
        Path image = XfsImage.make(folder.resolve("xfs.img"), "160m", options, sample());
        try (Volume volume = Volume.open(image)) {
            FileSystem fileSystem = XfsImage.open(volume);
            assertThat(fileSystem.info().problems()).singleElement().asString().contains("log cannot be read here");
            assertThat(Listing.of(fileSystem.root(), DETAIL)).isEqualTo(Listing.of(sample(), DETAIL));
        }
    }

    /** Another owner of the same bytes: the numbers and names that xfs_db prints, and the content that GRUB reads. */
    @ParameterizedTest
    @ValueSource(strings = {"-m crc=1,bigtime=0", "-m crc=0 -n ftype=0"})
    void agreesWithXfsDbAndGrub(String options) throws IOException {
        Tools.require("grub-fstest");
        Path image = XfsImage.make(folder.resolve("xfs.img"), "160m", options, sample());
        try (Volume volume = Volume.open(image)) {
            FileSystem fileSystem = XfsImage.open(volume);
            Node crowd = FilePath.require(fileSystem.root(), "many", Limits.STANDARD);
            List<String> found = new ArrayList<>();
            crowd.list(entry -> found.add(entry.node().attributes().id() + " " + entry.name()));
            assertThat(found).hasSize(300).isEqualTo(listedByXfsDb(image, "/many"));
            for (String file : new String[] {"/sizes/1000000.bin", "/sizes/4097.bin"}) {
                Path copy = folder.resolve("copy");
                Tools.run("grub-fstest", image, "cp", file, copy);
                assertThat(Listing.digest(FilePath.require(fileSystem.root(), file, Limits.STANDARD)
                                .open()))
                        .isEqualTo(Listing.digest(copy));
            }
        }
    }

    /** Without the folder itself and the one above. */
    private static List<String> listedByXfsDb(Path image, String path) {
        List<String> lines = new ArrayList<>();
        Matcher line = Pattern.compile("(?m)^\\d+\\s+(\\d+)\\s+\\S+\\s+0x\\S+\\s+\\d+ (.*) \\(good\\)$")
                .matcher(Tools.run("xfs_db", "-r", "-c", "ls " + path, image));
        while (line.find()) {
            if (!line.group(2).matches("[.]{1,2}")) {
                lines.add(line.group(1) + " " + line.group(2));
            }
        }
        return lines;
    }

    @Test
    void listsAFolderOfAHundredThousandWithoutReadingInodes() throws IOException {
        StringBuilder protofile = new StringBuilder("boot 0 0 d--755 0 0\n");
        for (int i = 0; i < 100_000; i++) {
            protofile.append("pipe").append(i).append(" p--644 0 0\n");
        }
        Path file = Files.writeString(folder.resolve("protofile"), protofile.append("$\n"));
        Path image = XfsImage.make(folder.resolve("xfs.img"), "160m", "-i size=256 -m crc=0 -n ftype=1 -p " + file);
        try (CountingVolume volume = new CountingVolume(Volume.open(image))) {
            Node root = XfsImage.open(volume).root();
            volume.forget();
            List<FileType> types = new ArrayList<>();
            root.list(entry -> types.add(entry.type()));
            assertThat(types).hasSize(100_000).containsOnly(FileType.PIPE);
            assertThat(volume.bytes()).isLessThan(4_000_000);
            volume.forget();
            assertThat(root.child("pipe77777")).isPresent();
            assertThat(root.child("pipe100000")).isEmpty();
            assertThat(volume.bytes()).isLessThan(100_000);
        }
    }

    /** Names that anybody can make up: where a bit of one letter changes, one of the fifth behind it makes up for it. */
    @Test
    void findsNamesThatAllHaveTheSameHashWithoutReadingTheFolderForEach() throws IOException {
        Path tree = Files.createDirectories(folder.resolve("tree"));
        for (int number = 0; number < 1024; number++) {
            Files.createFile(tree.resolve(alike(number)));
        }
        Path image = XfsImage.make(folder.resolve("xfs.img"), "24m", "-m crc=1", tree);
        try (CountingVolume volume = new CountingVolume(Volume.open(image))) {
            Node root = XfsImage.open(volume).root();
            for (int number : new int[] {0, 1, 500, 1023}) {
                volume.forget();
                assertThat(root.child(alike(number))).isPresent();
                assertThat(volume.bytes()).isLessThan(600_000);
            }
            assertThat(root.child(alike(7) + "x")).isEmpty();
        }
    }

    private static String alike(int number) {
        byte[] name = "dddddaaaaa".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < 5; i++) {
            int change = (number >> (2 * i)) & 3;
            name[i] ^= (byte) change;
            name[i + 5] ^= (byte) (change << 3);
        }
        return new String(name, StandardCharsets.US_ASCII);
    }

    @Test
    void namesAreFoundInAnyCaseWhereTheFileSystemSaysSo() throws IOException {
        Path image = XfsImage.make(folder.resolve("xfs.img"), "24m", "-m crc=0 -n version=ci", sample());
        try (Volume volume = Volume.open(image)) {
            Node root = XfsImage.open(volume).root();
            Node crowd = root.child("MANY").orElseThrow();
            assertThat(crowd.child("File-With-A-Number-00017")
                            .orElseThrow()
                            .attributes()
                            .id())
                    .isEqualTo(crowd.child("file-with-a-number-00017")
                            .orElseThrow()
                            .attributes()
                            .id());
            Node names = root.child("Names").orElseThrow();
            assertThat(names.child("ümläut")).isPresent();
            assertThat(names.child("ÜMLÄUT")).isEmpty();
        }
    }

    /** Version 4, which kernels refuse more and more, gets its attributes from xfs_db. */
    @ParameterizedTest
    @ValueSource(strings = {"-m crc=0", "-m crc=1", "-m crc=0 -b size=512", "-m crc=1 -b size=64k"})
    void readsAttributesOfAllSizes(String options) throws IOException {
        Path image = XfsImage.make(folder.resolve("xfs.img"), "160m", options, sample());
        long[] numbers = {number(image, "sizes/1.bin"), number(image, "sizes/59.bin"), number(image, "many")};
        List<Object> commands =
                new ArrayList<>(List.of("-x", "-c", "inode " + numbers[0], "-c", "attr_set -v 5 short"));
        commands.addAll(List.of("-c", "inode " + numbers[1], "-c", "attr_set -s -v 7 near"));
        commands.addAll(List.of("-c", "attr_set -r -v 65000 far", "-c", "inode " + numbers[2]));
        for (int i = 1; i <= 100; i++) {
            commands.addAll(List.of("-c", "attr_set -v " + i + " attribute" + i));
        }
        commands.add(image);
        Tools.run("xfs_db", commands.toArray());
        try (Volume volume = Volume.open(image)) {
            Node root = XfsImage.open(volume).root();
            assertThat(lengths(root, "sizes/1.bin")).isEqualTo(Map.of("user.short", 5));
            assertThat(lengths(root, "sizes/59.bin")).isEqualTo(Map.of("trusted.far", 65_000, "security.near", 7));
            assertThat(lengths(root, "many")).hasSize(100).containsEntry("user.attribute77", 77);
        }
    }

    private static long number(Path image, String path) throws IOException {
        try (Volume volume = Volume.open(image)) {
            return FilePath.require(XfsImage.open(volume).root(), path, Limits.STANDARD)
                    .attributes()
                    .id();
        }
    }

    /** How long each attribute is that xfs_db has filled with one letter. */
    private static Map<String, Integer> lengths(Node root, String path) throws IOException {
        Map<String, Integer> lengths = new TreeMap<>();
        FilePath.require(root, path, Limits.STANDARD).extendedAttributes().forEach((name, value) -> {
            assertThat(new String(value, StandardCharsets.US_ASCII)).matches("v*");
            lengths.put(name, value.length);
        });
        return lengths;
    }
}
