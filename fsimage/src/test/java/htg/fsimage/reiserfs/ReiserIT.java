package htg.fsimage.reiserfs;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.Tools;
import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.FileSystemInfo;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.fs.Providers;
import htg.fsimage.testkit.GrubReader;
import htg.fsimage.testkit.Listing;
import htg.fsimage.testkit.SampleTree;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images that hold a folder of the host, and that ReiserFS's own programs find sound. */
class ReiserIT {
    private static final Listing.Detail WITHOUT_ATTRIBUTES = new Listing.Detail(true, true, true, false);

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    private Path tree = Path.of("");
    private Path image = Path.of("");

    @BeforeAll
    static void writeTree() throws IOException {
        SampleTree.SMALL.write(shared.resolve("tree"));
    }

    @BeforeEach
    void requireTools() {
        Tools.require("reiserfsck", "debugreiserfs");
        tree = shared.resolve("tree");
        image = folder.resolve("reiserfs.img");
    }

    private void make(boolean format36, NameHash hash, int blockSize) throws IOException {
        ReiserImage maker = new ReiserImage(blockSize, (40L << 20) / blockSize, format36, hash);
        new HostTree(maker, format36).copy(tree);
        maker.finish();
        maker.write(image);
    }

    @ParameterizedTest
    @CsvSource({
        "true, R5, 4096",
        "false, R5, 4096",
        "true, TEA, 4096",
        "true, RUPASOV, 2048",
        "true, R5, 1024",
        "false, TEA, 1024",
        "true, R5, 8192",
    })
    void findsWhatTheImageHolds(boolean format36, NameHash hash, int blockSize) throws IOException {
        make(format36, hash, blockSize);
        Tools.run("reiserfsck", "--check", "--yes", "--quiet", image);
        try (Volume volume = Volume.open(image)) {
            FileSystem fileSystem = Providers.all().open(OpenRequest.of(volume));
            FileSystemInfo info = fileSystem.info();
            assertThat(info.problems()).isEmpty();
            assertThat(info.facts()).containsEntry("format", format36 ? "3.6" : "3.5");
            Listing.Detail detail = format36 ? Listing.Detail.ALL : WITHOUT_ATTRIBUTES;
            assertThat(Listing.of(fileSystem.root(), detail)).isEqualTo(Listing.of(tree, detail));
        }
    }

    @Test
    void findsTenThousandFilesAndHolesOfGigabytes() throws IOException {
        tree = folder.resolve("full");
        SampleTree.FULL.write(tree);
        ReiserImage maker = new ReiserImage(4096, 20_000, true, NameHash.R5);
        new HostTree(maker, true).copy(tree);
        maker.finish();
        maker.write(image);
        Tools.run("reiserfsck", "--check", "--yes", "--quiet", image);
        try (Volume volume = Volume.open(image)) {
            FileSystem fileSystem = Providers.all().open(OpenRequest.of(volume));
            assertThat(Listing.of(fileSystem.root(), Listing.Detail.ALL))
                    .isEqualTo(Listing.of(tree, Listing.Detail.ALL));
        }
    }

    @ParameterizedTest
    @CsvSource({"true, R5", "false, TEA", "true, RUPASOV"})
    void readsWhatGrubReads(boolean format36, NameHash hash) throws IOException {
        make(format36, hash, 4096);
        List<String> files = List.of(
                "/sizes/131073.bin",
                "/sizes/1000000.bin",
                "/sizes/155.bin",
                "/sizes/8191.bin",
                "/sizes/4097.bin",
                "/links/below/third name",
                "/names/ελληνικά");
        new GrubReader(image).agrees(files, "/names");
    }

    @ParameterizedTest
    @CsvSource({
        "3.5, r5, 4096, 8193",
        "3.6, r5, 4096, 8193",
        "3.6, tea, 4096, 513",
        "3.6, rupasov, 2048, 1000",
        "3.5, tea, 1024, 513",
        "3.6, r5, 512, 600",
        "3.6, r5, 8192, 513"
    })
    void opensWhatMkreiserfsMakes(String format, String hash, int blockSize, int journal) throws IOException {
        Tools.require("mkreiserfs", "blkid");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(48L << 20);
        }
        Tools.run(
                "mkreiserfs",
                "-q",
                "-f",
                "-f",
                "--format",
                format,
                "-h",
                hash,
                "-b",
                blockSize,
                "-s",
                journal,
                "-l",
                "some label",
                image);
        try (Volume volume = Volume.open(image)) {
            FileSystem fileSystem = Providers.all().open(OpenRequest.of(volume));
            FileSystemInfo info = fileSystem.info();
            assertThat(info.problems()).isEmpty();
            assertThat(info.facts()).containsEntry("format", format).containsEntry("hash", hash);
            assertThat(info.size()).isEqualTo(48L << 20);
            String known = Tools.run("blkid", "-p", "-o", "export", image);
            assertThat(known).contains("TYPE=reiserfs").contains("BLOCK_SIZE=" + blockSize);
            if (format.equals("3.6")) {
                assertThat(known).contains("UUID=" + info.uuid()).contains("LABEL=some\\ label");
                assertThat(info.label()).isEqualTo("some label");
            }
            assertThat(Listing.of(fileSystem.root(), Listing.Detail.ALL)).isEmpty();
        }
    }

    @Test
    void tellsThatTheJournalIsElsewhere() throws IOException {
        Tools.require("mkreiserfs");
        Path journal = folder.resolve("journal.img");
        for (Path file : List.of(image, journal)) {
            try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
                open.setLength(16L << 20);
            }
        }
        Tools.run("mkreiserfs", "-q", "-f", "-f", "-j", journal, "-s", 600, image);
        try (Volume volume = Volume.open(image)) {
            assertThat(Providers.all().open(OpenRequest.of(volume)).info().problems())
                    .containsExactly("Its journal is on another device and was not looked at.");
        }
    }
}
