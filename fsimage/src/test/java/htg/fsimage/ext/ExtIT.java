package htg.fsimage.ext;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.Tools;
import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.Providers;
import htg.fsimage.testkit.Listing;
import htg.fsimage.testkit.SampleTree;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** File systems as mke2fs makes them, in all its ways. */
class ExtIT {
    private static final int M = 1 << 20;
    /** What the samples hold, by name. */
    private static final Map<String, List<String>> HOST = new HashMap<>();

    @TempDir
    private static Path shared;

    @TempDir
    private Path folder;

    /**
     * A way to make one.
     *
     * @param type as blkid tells it
     * @param tree the sample to fill it with
     * @param options of mke2fs
     */
    record Way(String type, String tree, List<String> options) {
        static Way of(String type, String... options) {
            return new Way(type, "all", List.of(options));
        }

        /** With blocks that are too small for the sample's attributes. */
        static Way small(String type, String... options) {
            return new Way(type, "without attributes", List.of(options));
        }

        /** With inline data, where mke2fs truncates a file that begins with a hole. */
        static Way inline(String... options) {
            return new Way("ext4", "without holes", List.of(options));
        }
    }

    static Stream<Way> ways() {
        return Stream.of(
                Way.small("ext2", "-t", "ext2", "-b", "1024", "-I", "128"),
                Way.small("ext2", "-t", "ext2", "-b", "1024", "-I", "128", "-r", "0", "-O", "none"),
                Way.small("ext2", "-t", "ext2", "-b", "1024", "-O", "none"),
                Way.of("ext2", "-t", "ext2", "-b", "4096", "-O", "^resize_inode,^filetype,^dir_index"),
                Way.small("ext3", "-t", "ext3", "-b", "1024"),
                Way.of("ext3", "-t", "ext3", "-b", "4096", "-I", "256"),
                Way.of("ext3", "-t", "ext3", "-O", "meta_bg,^resize_inode", "-b", "4096"),
                Way.small("ext4", "-t", "ext4", "-b", "1024"),
                Way.small("ext4", "-t", "ext4", "-b", "1024", "-I", "128", "-O", "^extra_isize"),
                Way.small("ext4", "-t", "ext4", "-b", "2048", "-I", "512"),
                Way.of("ext4", "-t", "ext4", "-b", "4096", "-I", "1024"),
                Way.of("ext4", "-t", "ext4", "-b", "8192"),
                Way.of("ext4", "-t", "ext4", "-b", "16384"),
                Way.of("ext4", "-t", "ext4", "-b", "32768"),
                Way.of("ext4", "-t", "ext4", "-b", "65536"),
                Way.small("ext4", "-t", "ext4", "-b", "1024", "-O", "meta_bg,^resize_inode"),
                Way.small("ext4", "-t", "ext4", "-b", "1024", "-O", "^64bit,^flex_bg,^has_journal"),
                Way.small("ext4", "-t", "ext4", "-b", "1024", "-O", "sparse_super2,^resize_inode"),
                Way.of("ext4", "-t", "ext4", "-b", "4096", "-O", "^metadata_csum,uninit_bg,^64bit"),
                Way.of("ext4", "-t", "ext4", "-b", "4096", "-O", "^metadata_csum,uninit_bg,64bit"),
                Way.of(
                        "ext4",
                        "-t",
                        "ext4",
                        "-b",
                        "4096",
                        "-O",
                        "^metadata_csum,^uninit_bg,^sparse_super,^resize_inode"),
                Way.of("ext4", "-t", "ext4", "-b", "4096", "-O", "^extent,^64bit,^huge_file,^dir_nlink"),
                Way.small("ext2", "-t", "ext2", "-b", "4096", "-o", "hurd", "-I", "128"),
                Way.small("ext4", "-t", "ext4", "-b", "1024", "-g", "1024", "-G", "4", "-O", "^resize_inode"),
                Way.of(
                        "ext4",
                        "-t",
                        "ext4",
                        "-b",
                        "4096",
                        "-O",
                        "sparse_super2,^resize_inode",
                        "-E",
                        "num_backup_sb=0"),
                Way.small("ext4", "-t", "ext4", "-b", "1024", "-O", "meta_bg,^resize_inode,bigalloc", "-C", "4096"),
                Way.inline("-t", "ext4", "-b", "4096", "-O", "inline_data"),
                Way.inline("-t", "ext4", "-b", "4096", "-I", "1024", "-O", "inline_data,^metadata_csum"),
                Way.of("ext4", "-t", "ext4", "-b", "4096", "-O", "bigalloc", "-C", "65536"),
                Way.small("ext4", "-t", "ext4", "-b", "1024", "-O", "bigalloc,^resize_inode", "-C", "16384"),
                Way.of(
                        "ext4",
                        "-t",
                        "ext4",
                        "-b",
                        "4096",
                        "-O",
                        "metadata_csum_seed,orphan_file,large_dir,stable_inodes"),
                Way.of("ext4", "-t", "ext4", "-b", "1024", "-O", "ea_inode"),
                Way.of("ext4", "-t", "ext4", "-b", "4096", "-O", "casefold,fast_commit", "-E", "encoding=utf8"),
                Way.of(
                        "ext4",
                        "-t",
                        "ext4",
                        "-b",
                        "4096",
                        "-O",
                        "quota,project,mmp",
                        "-I",
                        "256",
                        "-E",
                        "packed_meta_blocks=1"));
    }

    @BeforeAll
    static void writeSamples() throws IOException {
        write("all", SampleTree.SMALL);
        write("without attributes", SampleTree.SMALL.withoutAttributes());
        write("without holes", SampleTree.SMALL.sparse(0));
    }

    private static void write(String name, SampleTree sample) throws IOException {
        sample.write(shared.resolve(name));
        HOST.put(name, Listing.of(shared.resolve(name), Listing.Detail.ALL));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void readsWhatMke2fsMade(Way way) throws IOException {
        Path tree = shared.resolve(way.tree());
        ExtImage image = ExtImage.make(folder.resolve("image"), 96 * M, tree, way.options());
        try (Volume volume = image.volume()) {
            assertThat(Providers.all().recognize(volume).get(0).signature().type())
                    .isEqualTo(way.type());
            assertThat(Tools.run("blkid", "-p", "-o", "value", "-s", "TYPE", image.file()))
                    .isEqualTo(way.type() + "\n");
            FileSystem found = ExtImage.open(volume);
            assertSame(ExtImage.listing(found.root(), Listing.Detail.ALL), HOST.getOrDefault(way.tree(), List.of()));
            assertSame(ExtDebug.ofReader(found.root()), ExtDebug.ofDebugfs(image, found.root()));
            assertSaysWhatDumpe2fsSays(found, image.file());
        }
    }

    private static void assertSame(List<String> ours, List<String> theirs) {
        assertThat(ExtImage.differences(ours, theirs)).isEmpty();
    }

    private static void assertSaysWhatDumpe2fsSays(FileSystem found, Path image) throws IOException {
        String dump = Tools.run("dumpe2fs", "-h", image);
        var info = found.info();
        assertThat(info.problems()).isEmpty();
        assertThat(info.label()).isEqualTo("htg ext");
        assertThat(info.uuid()).isEqualTo(ExtImage.UUID);
        assertThat(info.facts()).containsEntry("state", "clean");
        long blockSize = Long.parseLong(info.facts().getOrDefault("block size", ""));
        assertThat(dump)
                .containsPattern("Inode count: +" + info.facts().get("inodes") + "\n")
                .containsPattern("Block size: +" + blockSize + "\n")
                .containsPattern("Block count: +" + info.size() / blockSize + "\n")
                .containsPattern("Free blocks: +" + (info.size() - info.used()) / blockSize + "\n")
                .containsPattern(
                        "Filesystem features: +" + noneIfEmpty(info.facts().get("features")) + "\n");
    }

    private static String noneIfEmpty(@org.jspecify.annotations.Nullable String features) {
        return features == null ? "\\(none\\)" : features;
    }

    @Test
    void readsTenThousandFilesAndOneOfFiveGibibytes() throws IOException {
        Path tree = folder.resolve("tree");
        SampleTree.FULL.write(tree);
        ExtImage image = ExtImage.make(
                folder.resolve("image"), 256L * M, tree, List.of("-t", "ext4", "-b", "4096", "-N", "12000"));
        try (Volume volume = image.volume()) {
            assertSame(
                    ExtImage.listing(ExtImage.open(volume).root(), Listing.Detail.ALL),
                    Listing.of(tree, Listing.Detail.ALL));
        }
        Files.delete(image.file());
    }
}
