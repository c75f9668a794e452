package htg.fsimage.ext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.fs.FilePath;
import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.Limits;
import htg.fsimage.fs.Node;
import htg.fsimage.testkit.Listing;
import htg.fsimage.testkit.SampleTree;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** File systems with a part that is lost: the rest is read, and what is lost is named. */
class ExtDamageIT {
    private static final int M = 1 << 20;

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    @BeforeAll
    static void writeSample() throws IOException {
        new SampleTree(true, false, 255, 200, 0).write(shared.resolve("tree"));
    }

    private ExtImage make(int megabytes, String... options) throws IOException {
        return ExtImage.make(folder.resolve("image"), (long) megabytes * M, shared.resolve("tree"), List.of(options));
    }

    private static void assertAllIsThere(FileSystem found) throws IOException {
        assertThat(ExtImage.differences(
                        ExtImage.listing(found.root(), Listing.Detail.ALL),
                        Listing.of(shared.resolve("tree"), Listing.Detail.ALL)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "20; -t ext4 -b 1024",
                "20; -t ext4 -b 1024 -g 4096",
                "80; -t ext4 -b 2048 -O ^metadata_csum",
                "160; -t ext4 -b 4096",
                "160; -t ext2 -b 4096",
                "300; -t ext4 -b 1024 -C 16384 -O bigalloc,^resize_inode",
                "20; -t ext4 -b 1024 -O sparse_super2,^resize_inode"
            })
    void usesACopyOfTheSuperblockWhereTheFirstIsDamaged(int megabytes, String options) throws IOException {
        ExtImage image = make(megabytes, options.split(" ", -1));
        // All but the magic number, and the size of groups where it is not the usual one.
        image.overwrite(1024, new byte[0x20]);
        image.overwrite(1024 + 0x24, new byte[0x14]);
        try (Volume volume = image.volume()) {
            FileSystem found = ExtImage.open(volume);
            assertThat(found.info().problems())
                    .hasSize(1)
                    .allMatch(problem -> problem.startsWith("The superblock is damaged")
                            && problem.endsWith("; its copy in block group 1 is used."));
            assertThat(found.info().uuid()).isEqualTo(ExtImage.UUID);
            assertThat(new ExtProvider().probe(volume.read(0, 4096))).isPresent();
            assertAllIsThere(found);
        }
    }

    @Test
    void readsAfterItsFirstBlocksWereOverwritten() throws IOException {
        ExtImage image = make(20, "-t", "ext4", "-b", "1024");
        // The superblock and the first group descriptors.
        image.overwrite(0, new byte[4096]);
        try (Volume volume = image.volume()) {
            FileSystem found = ExtImage.open(volume);
            assertAllIsThere(found);
            assertThat(found.info().problems())
                    .hasSizeGreaterThanOrEqualTo(2)
                    .anyMatch(problem -> problem.startsWith("A group descriptor is damaged"));
        }
    }

    @Test
    void saysWhatIsWrongWhenThereIsNoCopy() throws IOException {
        ExtImage image = make(7, "-t", "ext4", "-b", "1024");
        image.overwrite(1024 + 0x100, (byte) 77);
        try (Volume volume = image.volume()) {
            assertThatThrownBy(() -> ExtImage.open(volume))
                    .isInstanceOf(CorruptFileSystemException.class)
                    .hasMessage("ext superblock at byte 1024: its checksum is wrong");
        }
    }

    @ParameterizedTest
    @CsvSource({"metadata_csum", "^metadata_csum"})
    void readsTheOtherFilesWhenAnInodeIsDamaged(String features) throws IOException {
        ExtImage image = make(20, "-t", "ext4", "-b", "1024", "-O", features);
        image.overwrite(placeOfInode(image, "/names/plain"), new byte[2]);
        try (Volume volume = image.volume()) {
            Node names = FilePath.require(ExtImage.open(volume).root(), "/names", Limits.STANDARD);
            assertThatThrownBy(() -> names.child("plain")).isInstanceOf(CorruptFileSystemException.class);
            assertThat(names.child("UPPER").orElseThrow().open().size()).isEqualTo(5);
        }
    }

    /** As Linux does, which knows it as stale: its blocks may be another file's by now. */
    @Test
    void refusesAFileThatWasDeleted() throws IOException {
        ExtImage image = make(20, "-t", "ext4", "-b", "1024");
        image.debugfs("sif /names/plain links_count 0");
        try (Volume volume = image.volume()) {
            Node names = FilePath.require(ExtImage.open(volume).root(), "/names", Limits.STANDARD);
            assertThatThrownBy(() -> names.child("plain"))
                    .isInstanceOf(CorruptFileSystemException.class)
                    .hasMessageContaining("it was deleted");
            assertThat(names.child("UPPER").orElseThrow().open().size()).isEqualTo(5);
        }
    }

    /** A small image may claim to be large, but no folder of it has more blocks than it. */
    @Test
    void listsAFolderThatSaysItIsLargerThanTheVolumeAndSaysSo() throws IOException {
        ExtImage image = make(20, "-t", "ext4", "-b", "1024");
        image.debugfs("ssv blocks_count 0x10000000", "sif /many size 0x10000000");
        try (Volume volume = image.volume()) {
            Node many = FilePath.require(ExtImage.open(volume).root(), "/many", Limits.STANDARD);
            List<String> names = new ArrayList<>();
            assertThatThrownBy(() -> many.list(entry -> names.add(entry.name())))
                    .isInstanceOf(CorruptFileSystemException.class)
                    .hasMessageContaining("it is a folder of 268435456 bytes");
            assertThat(names).hasSize(200);
        }
    }

    private static long placeOfInode(ExtImage image, String path) throws IOException {
        Matcher where =
                Pattern.compile("located at block (\\d+), offset 0x([0-9a-f]+)").matcher(image.debugfs("imap " + path));
        assertThat(where.find()).isTrue();
        return Long.parseLong(where.group(1)) * 1024 + Long.parseLong(where.group(2), 16);
    }

    @Test
    void listsTheRestOfAFolderWithADamagedBlock() throws IOException {
        ExtImage image = make(20, "-t", "ext4", "-b", "1024");
        image.overwrite(1024 * Long.parseLong(lastWord(image.debugfs("bmap /many 3"))) + 9, (byte) '!');
        try (Volume volume = image.volume()) {
            Node many = FilePath.require(ExtImage.open(volume).root(), "/many", Limits.STANDARD);
            List<String> names = new ArrayList<>();
            assertThatThrownBy(() -> many.list(entry -> names.add(entry.name())))
                    .isInstanceOf(CorruptFileSystemException.class)
                    .hasMessageContaining("folder block")
                    .hasMessageContaining("checksum");
            assertThat(names).hasSizeBetween(160, 190).contains("file-with-a-number-00199");
        }
    }

    @Test
    void listsTheRestOfAFolderWithABlockThatCannotBeFound() throws IOException {
        ExtImage image = make(20, "-t", "ext2", "-b", "1024");
        image.debugfs("sif /many block[3] 0x0fffffff");
        try (Volume volume = image.volume()) {
            Node many = FilePath.require(ExtImage.open(volume).root(), "/many", Limits.STANDARD);
            List<String> names = new ArrayList<>();
            assertThatThrownBy(() -> many.list(entry -> names.add(entry.name())))
                    .isInstanceOf(CorruptFileSystemException.class)
                    .hasMessageContaining("it refers to 1 blocks");
            assertThat(names).hasSizeBetween(160, 190).contains("file-with-a-number-00199");
        }
    }

    private static String lastWord(String output) {
        String text = output.strip();
        return text.substring(text.lastIndexOf('\n') + 1).strip();
    }

    @Test
    void neverReturnsWhatFailsItsChecksum() throws IOException {
        Path tree = Files.createDirectories(folder.resolve("small"));
        Path file = Files.createFile(tree.resolve("holes"));
        try (var channel = new java.io.RandomAccessFile(file.toFile(), "rw")) {
            for (int i = 0; i < 20; i++) {
                channel.seek(i * 8192L);
                channel.write(new byte[] {1, 2, 3});
            }
        }
        ExtImage image = ExtImage.make(folder.resolve("image"), 16 * M, tree, List.of("-t", "ext4", "-b", "1024"));
        Matcher block = Pattern.compile("\\(ETB0\\):(\\d+)").matcher(image.debugfs("stat /holes"));
        assertThat(block.find()).isTrue();
        image.overwrite(1024 * Long.parseLong(block.group(1)) + 900, (byte) 1);
        try (Volume volume = image.volume()) {
            assertThat(Listing.digest(file)).isNotEmpty();
            Node holes = FilePath.require(ExtImage.open(volume).root(), "/holes", Limits.STANDARD);
            assertThatThrownBy(() -> Listing.digest(holes.open()))
                    .isInstanceOf(CorruptFileSystemException.class)
                    .hasMessageContaining("ext extent block " + block.group(1))
                    .hasMessageContaining("checksum");
        }
    }

    @Test
    void readsWhatIsLeftOfATruncatedImage() throws IOException {
        ExtImage image = make(20, "-t", "ext4", "-b", "1024");
        try (var file = new java.io.RandomAccessFile(image.file().toFile(), "rw")) {
            file.setLength(10 * M);
        }
        try (Volume volume = image.volume()) {
            FileSystem found = ExtImage.open(volume);
            assertThat(found.info().problems()).anyMatch(problem -> problem.contains("cut off"));
            assertThat(FilePath.require(found.root(), "/names/plain", Limits.STANDARD)
                            .open()
                            .size())
                    .isEqualTo(5);
        }
    }
}
