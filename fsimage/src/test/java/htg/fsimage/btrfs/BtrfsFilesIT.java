package htg.fsimage.btrfs;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.Tools;
import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.Limits;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.testkit.Listing;
import htg.fsimage.testkit.SampleTree;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders that mkfs.btrfs put into images, and what the kernel made of them where tests may mount. */
@Timeout(600)
class BtrfsFilesIT {
    private static final long SIZE = 300L << 20;

    @TempDir
    private Path folder;

    private Path tree = Path.of("");

    @BeforeEach
    void requireTools() {
        Tools.require("mkfs.btrfs", "btrfs");
        tree = folder.resolve("tree");
    }

    private static Path sparse(Path image, long size) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(size);
        }
        return image;
    }

    private Path make(String... options) throws IOException {
        Path image = sparse(folder.resolve("pool.img"), SIZE);
        List<Object> arguments = new ArrayList<>(List.of("-q", "--rootdir", tree));
        arguments.addAll(Arrays.asList(options));
        arguments.add(image);
        Tools.run("mkfs.btrfs", arguments.toArray());
        return image;
    }

    /** An older mkfs has no such option, and its tests nothing to test. */
    private static Stream<String> ifOffered(String option, String... values) {
        Tools.require("mkfs.btrfs");
        return Tools.run("mkfs.btrfs", "--help").contains(option) ? Stream.of(values) : Stream.empty();
    }

    /** Those of them that this mkfs knows; it has two lists. */
    static Stream<String> features() {
        Tools.require("mkfs.btrfs");
        String known = Tools.run("sh", "-c", "mkfs.btrfs -O list-all 2>&1; mkfs.btrfs -R list-all 2>&1 || true");
        return Stream.of("block-group-tree", "squota").filter(known::contains);
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("features")
    void readsWhatHasNewerFeatures(String feature) throws IOException {
        readsWhatMkfsPutIn("-O " + feature);
    }

    static Stream<String> packing() {
        return ifOffered("--compress", "zlib", "lzo", "zstd");
    }

    static Stream<String> subvolumes() {
        return ifOffered("--subvol", "default:many");
    }

    private static FileSystem open(Volume volume, Volume... others) throws IOException {
        return new BtrfsProvider().open(new OpenRequest(volume, List.of(others), Limits.STANDARD));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-n 16384",
                "-n 4096 -m single",
                "-s 65536 -n 65536",
                "-s 16384 -n 32768",
                "-M -n 4096",
                "-d dup --csum xxhash",
                "--csum sha256",
                "--csum blake2 -n 65536",
                "-O ^no-holes,^skinny-metadata,^extref -R ^free-space-tree",
                "-R free-space-tree --shrink",
                "-R quota"
            })
    void readsWhatMkfsPutIn(String options) throws IOException {
        SampleTree.SMALL.write(tree);
        try (Volume volume = Volume.open(make(options.split(" ", -1)))) {
            FileSystem fileSystem = open(volume);
            assertThat(Listing.of(fileSystem.root(), Listing.Detail.ALL))
                    .isEqualTo(Listing.of(tree, Listing.Detail.ALL));
            assertThat(fileSystem.info().problems()).isEmpty();
            assertThat(fileSystem.systemRoots()).containsExactly("/");
        }
    }

    /** Without the large sparse file, which mkfs would fill up. */
    @Test
    void readsATreeWithManyEntries() throws IOException {
        SampleTree.FULL.sparse(0).write(tree);
        try (Volume volume = Volume.open(make())) {
            assertThat(Listing.of(open(volume).root(), Listing.Detail.ALL))
                    .isEqualTo(Listing.of(tree, Listing.Detail.ALL));
        }
    }

    @Test
    void agreesWithBtrfsRestore() throws IOException {
        SampleTree.SMALL.sparse(0).write(tree);
        Path image = make();
        Path restored = Files.createDirectory(folder.resolve("restored"));
        Tools.run("btrfs", "restore", "-S", "-m", "-x", image, restored);
        // It sets no extended attributes on folders.
        Listing.Detail detail = new Listing.Detail(true, false, false, false);
        try (Volume volume = Volume.open(image)) {
            assertThat(Listing.of(open(volume).root(), detail)).isEqualTo(Listing.of(restored, detail));
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("packing")
    void readsWhatMkfsPacked(String method) throws IOException {
        SampleTree.SMALL.write(tree);
        try (Volume volume = Volume.open(make("--compress", method))) {
            assertThat(Listing.of(open(volume).root(), Listing.Detail.ALL))
                    .isEqualTo(Listing.of(tree, Listing.Detail.ALL));
        }
    }

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("subvolumes")
    void readsSubvolumesThatMkfsMade(String subvolume) throws IOException {
        SampleTree.SMALL.write(tree);
        try (Volume volume = Volume.open(make("--subvol", subvolume, "--subvol", "ro:links"))) {
            FileSystem fileSystem = open(volume);
            assertThat(Listing.of(fileSystem.root(), Listing.Detail.CONTENT))
                    .isEqualTo(Listing.of(tree, Listing.Detail.CONTENT));
            assertThat(fileSystem.systemRoots()).containsExactly("/many");
        }
    }

    /** Only the kernel packs, makes snapshots and fills several devices: this needs root, loop devices and btrfs in the kernel. */
    @ParameterizedTest
    @ValueSource(strings = {"raid0 zlib", "raid1 zstd", "raid10 lzo", "raid5 none"})
    void readsWhatTheKernelWrote(String profileAndMethod) throws IOException {
        Tools.require("losetup", "mount", "umount", "cp");
        Assumptions.assumeTrue(System.getProperty("user.name").equals("root"), "only root mounts");
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/loop-control")), "there are no loop devices");
        Assumptions.assumeTrue(
                Files.readString(Path.of("/proc/filesystems")).contains("btrfs"), "the kernel has no btrfs");
        List<String> words = Arrays.asList(profileAndMethod.split(" ", -1));
        SampleTree.SMALL.write(tree);
        Path mounted = Files.createDirectory(folder.resolve("mounted"));
        List<Path> images = new ArrayList<>();
        List<Object> loops = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                images.add(sparse(folder.resolve(i + ".img"), SIZE));
                loops.add(Tools.run("losetup", "-f", "--show", images.get(i)).strip());
            }
            fill(words, loops, mounted);
            compare(images, mounted);
        } finally {
            loops.forEach(loop -> Tools.run("losetup", "-d", loop));
        }
    }

    private void fill(List<String> words, List<Object> loops, Path mounted) throws IOException {
        List<Object> arguments = new ArrayList<>(List.of("-q", "-f", "-d", words.get(0), "-m", "raid1"));
        arguments.addAll(loops);
        Tools.run("mkfs.btrfs", arguments.toArray());
        String packing = words.get(1).equals("none") ? "defaults" : "compress-force=" + words.get(1);
        Tools.run("mount", "-o", packing, loops.get(0), mounted);
        try {
            Tools.run("btrfs", "subvolume", "create", mounted.resolve("sub"));
            Tools.run("cp", "-a", tree, mounted.resolve("sub"));
            Tools.run("btrfs", "subvolume", "snapshot", mounted.resolve("sub"), mounted.resolve("snapshot"));
            Files.writeString(mounted.resolve("sub/later"), "later\n".repeat(100_000));
        } finally {
            Tools.run("umount", mounted);
        }
        Tools.run("mount", "-o", "ro", loops.get(0), mounted);
    }

    private static void compare(List<Path> images, Path mounted) throws IOException {
        List<Volume> volumes = new ArrayList<>();
        try {
            for (Path image : images) {
                volumes.add(Volume.open(image));
            }
            FileSystem fileSystem = open(volumes.get(0), volumes.get(3), volumes.get(1), volumes.get(2));
            assertThat(Listing.of(fileSystem.root(), Listing.Detail.ALL))
                    .isEqualTo(Listing.of(mounted, Listing.Detail.ALL));
            assertThat(fileSystem.info().problems()).isEmpty();
        } finally {
            for (Volume volume : volumes) {
                volume.close();
            }
            Tools.run("umount", mounted);
        }
    }
}
