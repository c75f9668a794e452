package htg.fsimage.ufs;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.Tools;
import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.FilePath;
import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.FileSystemInfo;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Limits;
import htg.fsimage.fs.Node;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.fs.Providers;
import htg.fsimage.testkit.GrubReader;
import htg.fsimage.testkit.Listing;
import htg.fsimage.testkit.SampleTree;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** File systems made and filled by NetBSD's makefs, which stores no extended attributes. */
class UfsIT {
    private static final Listing.Detail DETAIL = new Listing.Detail(true, true, true, false);

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private Path tree = Path.of("");
    private Path image = Path.of("");

    @BeforeAll
    static void writeTree() throws IOException {
        SampleTree.SMALL.withoutAttributes().write(shared.resolve("tree"));
    }

    @BeforeEach
    void requireTools() {
        Tools.require("makefs");
        tree = shared.resolve("tree");
        image = folder.resolve("ufs.img");
    }

    private void make(int version, String order, String options, String size) {
        Tools.run(
                "makefs",
                "-t",
                "ffs",
                "-B",
                order,
                "-o",
                "version=" + version + "," + options,
                "-s",
                size,
                image,
                tree);
    }

    @ParameterizedTest
    @CsvSource({
        "1, le, 8192, 1024",
        "1, be, 8192, 1024",
        "2, le, 8192, 1024",
        "2, be, 8192, 1024",
        "1, le, 4096, 512",
        "2, be, 4096, 512",
        "1, be, 4096, 4096",
        "2, le, 4096, 2048",
        "1, be, 16384, 2048",
        "2, le, 16384, 16384",
        "1, le, 32768, 8192",
        "2, be, 32768, 4096",
        "1, be, 65536, 8192",
        "2, le, 65536, 65536"
    })
    void findsWhatMakefsStored(int version, String order, int block, int fragment) throws IOException {
        make(version, order, "bsize=%d,fsize=%d,density=8192".formatted(block, fragment), "96m");
        try (Volume volume = Volume.open(image)) {
            FileSystem fileSystem = Providers.all().open(OpenRequest.of(volume));
            FileSystemInfo info = fileSystem.info();
            assertThat(info.type()).isEqualTo("ufs" + version);
            assertThat(info.problems()).isEmpty();
            assertThat(info.facts()).containsEntry("block size", String.valueOf(block));
            assertThat(Listing.of(fileSystem.root(), DETAIL)).isEqualTo(Listing.of(tree, DETAIL));
        }
    }

    @Test
    void findsTenThousandFilesAndDoublyIndirectBlocks() throws IOException {
        tree = folder.resolve("full");
        SampleTree.FULL.withoutAttributes().sparse(30L << 20).write(tree);
        make(2, "le", "bsize=4096,fsize=512,density=4096", "120m");
        try (Volume volume = Volume.open(image)) {
            FileSystem fileSystem = Providers.all().open(OpenRequest.of(volume));
            assertThat(Listing.of(fileSystem.root(), DETAIL)).isEqualTo(Listing.of(tree, DETAIL));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, le", "1, be", "2, le", "2, be"})
    void agreesWithBlkid(int version, String order) throws IOException {
        Tools.require("blkid");
        tree = Files.createDirectories(folder.resolve("empty"));
        make(version, order, "bsize=8192", "4m");
        try (Volume volume = Volume.open(image)) {
            FileSystemInfo info = Providers.all().open(OpenRequest.of(volume)).info();
            assertThat(Tools.run("blkid", "-p", "-o", "value", "-s", "UUID", image)
                            .strip())
                    .isEqualTo(info.uuid());
            assertThat(Tools.run("blkid", "-p", "-o", "value", "-s", "TYPE", image)
                            .strip())
                    .isEqualTo("ufs");
        }
    }

    /** GRUB reads UFS2 only in the host's byte order, and of UFS1 in the other one no indirect blocks. */
    @ParameterizedTest
    @CsvSource({"1, le, 131073.bin", "1, be, 65537.bin", "2, le, 1000000.bin"})
    void readsWhatGrubReads(int version, String order, String largest) throws IOException {
        make(version, order, "bsize=8192,fsize=1024,density=8192", "96m");
        new GrubReader(image)
                .agrees(List.of("/sizes/" + largest, "/links/below/third name", "/names/ελληνικά"), "/names");
    }

    @ParameterizedTest
    @CsvSource({"1, le", "1, be"})
    void numbersInodesAsSleuthKitDoes(int version, String order) throws IOException {
        Tools.require("fls");
        make(version, order, "bsize=8192,fsize=1024,density=8192", "96m");
        String listed = Tools.run("fls", "-f", "ufs", "-r", "-p", image);
        try (Volume volume = Volume.open(image)) {
            Node root = Providers.all().open(OpenRequest.of(volume)).root();
            for (String path :
                    List.of("many/file-with-a-number-00123", "links/below", "sparse/holes", "names/ελληνικά")) {
                Node node = FilePath.require(root, path, Limits.STANDARD);
                assertThat(listed).contains(" " + node.attributes().id() + ":\t" + path + "\n");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, le", "1, be", "2, le", "2, be"})
    void readsDevicesAndPipes(int version, String order) throws IOException {
        tree = Files.createDirectories(folder.resolve("devices"));
        Path specification = Files.writeString(folder.resolve("specification"), """
                #mtree
                . type=dir mode=0755 uid=0 gid=0
                ./null type=char mode=0666 uid=70000 gid=80000 device=native,1,3 time=1500000000.0
                ./disk type=block mode=0660 uid=0 gid=6 device=native,8,300
                ./pipe type=fifo mode=0600 uid=0 gid=0
                """);
        Tools.run(
                "makefs",
                "-t",
                "ffs",
                "-B",
                order,
                "-o",
                "version=" + version,
                "-s",
                "4m",
                "-F",
                specification,
                image,
                tree);
        try (Volume volume = Volume.open(image)) {
            Node root = Providers.all().open(OpenRequest.of(volume)).root();
            Attributes character = root.child("null").orElseThrow().attributes();
            assertThat(character.modeText()).isEqualTo("crw-rw-rw-");
            assertThat(character.device()).isEqualTo(new Attributes.Device(1, 3));
            assertThat(character.owner()).isEqualTo(70_000);
            assertThat(character.group()).isEqualTo(80_000);
            assertThat(character.times().modified().getEpochSecond()).isEqualTo(1_500_000_000);
            Attributes block = root.child("disk").orElseThrow().attributes();
            assertThat(block.type()).isEqualTo(FileType.BLOCK_DEVICE);
            assertThat(block.device()).isEqualTo(new Attributes.Device(8, 300));
            assertThat(root.child("pipe").orElseThrow().attributes().type()).isEqualTo(FileType.PIPE);
        }
    }
}
