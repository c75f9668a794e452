package htg.fsimage.ext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.Tools;
import htg.fsimage.fs.Attributes.Device;
import htg.fsimage.fs.Content;
import htg.fsimage.fs.Entry;
import htg.fsimage.fs.FilePath;
import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Limits;
import htg.fsimage.fs.Node;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.testkit.Listing;
import htg.fsimage.testkit.SampleTree;
import htg.fsimage.volume.UnsupportedFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What mke2fs does not make by itself: debugfs and e2fsck do. */
class ExtFeaturesIT {
    private static final int M = 1 << 20;

    @TempDir
    private Path folder;

    private Path tree() throws IOException {
        Path tree = Files.createDirectories(folder.resolve("tree"));
        Files.writeString(tree.resolve("file"), "hello\n");
        return tree;
    }

    private ExtImage small(String features) throws IOException {
        return ExtImage.make(
                folder.resolve("image"), 16 * M, tree(), List.of("-t", "ext4", "-b", "1024", "-O", features));
    }

    private static Node find(FileSystem found, String path) throws IOException {
        return FilePath.findLink(found.root(), path, Limits.STANDARD).orElseThrow();
    }

    @Test
    void tellsNanosecondsAndTimesAfter2038() throws IOException {
        ExtImage image = small("extent");
        image.debugfs(
                "sif /file mtime 19700101000100",
                "sif /file mtime_extra 493827157",
                "sif /file crtime 19700101000200",
                "sif /file crtime_extra 8");
        try (Volume volume = image.volume()) {
            var times = find(ExtImage.open(volume), "/file").attributes().times();
            assertThat(times.modified()).isEqualTo(Instant.ofEpochSecond(60 + (1L << 32), 123_456_789));
            assertThat(times.created()).isEqualTo(Instant.ofEpochSecond(120, 2));
            assertThat(image.debugfs("stat /file")).contains("mtime: 0x%08x:%08x".formatted(60, 123_456_789 << 2 | 1));
        }
    }

    @Test
    void knowsDevicesWithSmallAndLargeNumbers() throws IOException {
        ExtImage image = small("extent");
        image.debugfs("mknod tty c 4 64", "mknod disk b 259 3000", "mknod pipe p");
        try (Volume volume = image.volume()) {
            FileSystem found = ExtImage.open(volume);
            assertThat(find(found, "/tty").attributes().device()).isEqualTo(new Device(4, 64));
            assertThat(find(found, "/tty").attributes().type()).isEqualTo(FileType.CHARACTER_DEVICE);
            assertThat(find(found, "/disk").attributes().device()).isEqualTo(new Device(259, 3000));
            assertThat(find(found, "/pipe").attributes().type()).isEqualTo(FileType.PIPE);
            assertThatThrownBy(() -> find(found, "/pipe").open()).hasMessageContaining("is no file");
        }
    }

    @Test
    void readsBlocksThatWereNeverWrittenAsZeros() throws IOException {
        ExtImage image = small("extent");
        image.debugfs("fallocate /file 10 29", "sif /file size 40000");
        try (Volume volume = image.volume()) {
            Content content = find(ExtImage.open(volume), "/file").open();
            assertThat(content.run(0)).isEqualTo(new Content.Run(1024, false));
            assertThat(content.run(1024)).isEqualTo(new Content.Run(10_240, true));
            assertThat(content.run(10_240)).isEqualTo(new Content.Run(30_720, true));
            assertThat(content.run(39_999)).isEqualTo(new Content.Run(40_000, true));
            ByteBuffer all = ByteBuffer.allocate(50_000);
            assertThat(content.read(0, all)).isEqualTo(40_000);
            assertThat(all.array()).startsWith("hello\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            assertThat(java.util.Arrays.copyOfRange(all.array(), 6, 40_000)).containsOnly(0);
        }
    }

    @ParameterizedTest
    @CsvSource({"ext2,1024,90", "ext2,4096,90", "ext4,1024,90", "ext4,4096,90"})
    void followsDeepMaps(String type, String blockSize, int megabytes) throws IOException {
        Path tree = tree();
        try (RandomAccessFile file = new RandomAccessFile(tree.resolve("far").toFile(), "rw")) {
            byte[] piece = new byte[4096];
            for (int i = 0; i < 1500; i++) {
                java.util.Arrays.fill(piece, (byte) i);
                file.seek(i * 8192L);
                file.write(piece);
            }
            file.seek((long) megabytes * M);
            file.write(piece);
        }
        ExtImage image = ExtImage.make(folder.resolve("image"), 32 * M, tree, List.of("-t", type, "-b", blockSize));
        image.debugfs("dump /far " + folder.resolve("dumped"));
        try (Volume volume = image.volume()) {
            String ours = Listing.digest(find(ExtImage.open(volume), "/far").open());
            assertThat(ours).isEqualTo(Listing.digest(tree.resolve("far")));
            assertThat(ours).isEqualTo(Listing.digest(folder.resolve("dumped")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"metadata_csum", "^metadata_csum", "metadata_csum,large_dir,casefold"})
    void readsFoldersWithAnIndex(String features) throws IOException {
        Path tree = folder.resolve("tree");
        new SampleTree(true, false, 255, 5000, 0).write(tree);
        ExtImage image = ExtImage.make(
                folder.resolve("image"),
                64 * M,
                tree,
                List.of("-t", "ext4", "-b", "1024", "-N", "8000", "-O", features, "-E", "encoding=utf8"));
        image.index();
        assertThat(image.debugfs("htree_dump /many")).contains("Indirect levels: 1");
        try (Volume volume = image.volume()) {
            FileSystem found = ExtImage.open(volume);
            assertThat(ExtImage.differences(
                            ExtImage.listing(found.root(), Listing.Detail.CONTENT),
                            Listing.of(tree, Listing.Detail.CONTENT)))
                    .isEmpty();
            assertThat(find(found, "/many").child("file-with-a-number-04999")).isPresent();
            assertThat(find(found, "/many").child("file-with-a-number-05000")).isEmpty();
            assertThat(find(found, "/many").child("a/b")).isEmpty();
        }
    }

    /** Linux turns the first block of a folder into an index and leaves the end of the phantom entry there, in a reserved field. */
    @Test
    void readsAnIndexThatLooksLikeEntries() throws IOException {
        Path tree = folder.resolve("tree");
        new SampleTree(true, false, 255, 300, 0).write(tree);
        ExtImage image =
                ExtImage.make(folder.resolve("image"), 16 * M, tree, List.of("-t", "ext4", "-b", "1024", "-N", "1000"));
        image.index();
        int block = Integer.parseInt(lastWord(image.debugfs("bmap /many 0")));
        Matcher stat = Pattern.compile("(?s)Inode: (\\d+).*Generation: (\\d+)").matcher(image.debugfs("stat /many"));
        assertThat(stat.find()).isTrue();
        ByteBuffer root = ByteBuffer.wrap(new byte[1024]).order(ByteOrder.LITTLE_ENDIAN);
        try (Volume volume = image.volume()) {
            volume.read(block * 1024L, root);
        }
        assertThat(root.getInt(1012)).isZero();
        root.putInt(1016, 0xDE00000C);
        int used = 32 + 8 * root.getShort(34);
        root.putInt(
                1020,
                seed().add32(Integer.parseInt(stat.group(1)))
                        .add32(Integer.parseUnsignedInt(stat.group(2)))
                        .add(root.array(), 0, used)
                        .add32(0xDE00000C)
                        .add32(0)
                        .value());
        image.overwrite(block * 1024L, root.array());
        try (Volume volume = image.volume()) {
            List<String> names = new ArrayList<>();
            find(ExtImage.open(volume), "/many").list(entry -> names.add(entry.name()));
            assertThat(names).hasSize(300).contains("file-with-a-number-00299");
        }
    }

    private static RawCrc32c seed() {
        java.util.UUID uuid = java.util.UUID.fromString(ExtImage.UUID);
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
        return RawCrc32c.from(-1).add(bytes);
    }

    private static String lastWord(String output) {
        String text = output.strip();
        return text.substring(text.lastIndexOf('\n') + 1).strip();
    }

    @Test
    void readsAttributesOfAllKinds() throws IOException {
        ExtImage image = small("extent");
        byte[] list = {
            2, 0, 0, 0, 1, 0, 6, 0, -1, -1, -1, -1, 2, 0, 7, 0, 1, 2, 0, 0, 4, 0, 4, 0, -1, -1, -1, -1, 8, 0, 5, 0, 3,
            4, 0, 0, 16, 0, 7, 0, -1, -1, -1, -1, 32, 0, 4, 0, -1, -1, -1, -1
        };
        Path file = Files.write(folder.resolve("acl"), list);
        image.debugfs(
                "ea_set -f " + file + " /file system.posix_acl_access",
                "ea_set /file security.selinux label",
                "ea_set /file trusted.one y",
                "ea_set /file user.two " + "long".repeat(38));
        try (Volume volume = image.volume()) {
            Map<String, byte[]> found = find(ExtImage.open(volume), "/file").extendedAttributes();
            assertThat(found)
                    .containsOnlyKeys("system.posix_acl_access", "security.selinux", "trusted.one", "user.two");
            assertThat(found.get("system.posix_acl_access")).isEqualTo(list);
            assertThat(found.get("security.selinux")).asString().isEqualTo("label");
            assertThat(found.get("trusted.one")).asString().isEqualTo("y");
            assertThat(found.get("user.two")).asString().startsWith("long");
        }
    }

    @Test
    void namesWhatIsEncryptedAndReadsTheRest() throws IOException {
        ExtImage image = small("encrypt");
        Path secret = Files.writeString(folder.resolve("secret"), "x");
        image.debugfs(
                "mkdir /dir",
                "write " + secret + " \"/dir/a b\"",
                "symlink /dir/link target",
                "sif /dir flags 0x80800",
                "sif \"/dir/a b\" flags 0x80800",
                "sif /dir/link flags 0x800");
        try (Volume volume = image.volume()) {
            FileSystem found = ExtImage.open(volume);
            assertThat(found.info().problems()).anyMatch(problem -> problem.contains("encrypted"));
            List<String> names = new ArrayList<>();
            find(found, "/dir").list(entry -> names.add(entry.name()));
            assertThat(names).containsExactlyInAnyOrder("a\\x20b", "link");
            Node file = find(found, "/dir/a\\x20b");
            assertThatThrownBy(file::open)
                    .isInstanceOf(UnsupportedFormatException.class)
                    .hasMessageContaining("encrypted");
            assertThatThrownBy(find(found, "/dir/link")::target).isInstanceOf(UnsupportedFormatException.class);
            assertThat(find(found, "/file").open().size()).isEqualTo(6);
        }
    }

    @Test
    void readsFilesThatVerityProtectsAndFoldersThatIgnoreCase() throws IOException {
        Path tree = tree();
        Files.writeString(Files.createDirectories(tree.resolve("Folder")).resolve("NaMe"), "x");
        ExtImage image = ExtImage.make(
                folder.resolve("image"),
                16 * M,
                tree,
                List.of("-t", "ext4", "-b", "1024", "-O", "verity,casefold", "-E", "encoding=utf8"));
        image.debugfs("sif /file flags 0x180000", "sif /Folder flags 0x40080000");
        try (Volume volume = image.volume()) {
            FileSystem found = ExtImage.open(volume);
            assertThat(found.info().facts()).containsKey("verity");
            assertThat(ExtImage.listing(found.root(), Listing.Detail.CONTENT))
                    .isEqualTo(Listing.of(tree, Listing.Detail.CONTENT));
        }
    }

    @Test
    void saysThatTheJournalWasNotReplayed() throws IOException {
        ExtImage image = small("extent");
        image.debugfs("feature needs_recovery");
        try (Volume volume = image.volume()) {
            FileSystem found = ExtImage.open(volume);
            assertThat(found.info().problems())
                    .containsExactly("The journal (in inode 8) was not replayed: the last changes may be missing.");
            assertThat(found.info().facts()).containsEntry("state", "not clean");
            assertThat(find(found, "/file").open().size()).isEqualTo(6);
        }
        image.debugfs(
                "ssv journal_inum 0", "ssv journal_dev 0x801", "ssv journal_uuid 11111111-2222-3333-4444-555555555555");
        try (Volume volume = image.volume()) {
            assertThat(ExtImage.open(volume).info().facts())
                    .containsEntry("journal", "on another device, with the UUID 11111111-2222-3333-4444-555555555555");
        }
    }

    @Test
    void tellsAJournalOfAnotherFileSystemFromOneWithFiles() throws IOException {
        Tools.require("mke2fs");
        Path journal = folder.resolve("journal");
        try (RandomAccessFile file = new RandomAccessFile(journal.toFile(), "rw")) {
            file.setLength(8 * M);
        }
        Tools.run("mke2fs", "-q", "-F", "-O", "journal_dev", "-b", "1024", journal);
        try (Volume volume = Volume.open(journal)) {
            var signature = new ExtProvider().probe(volume.read(0, 8192)).orElseThrow();
            assertThat(signature.type()).isEqualTo("jbd");
            assertThatThrownBy(() -> new ExtProvider().open(OpenRequest.of(volume)))
                    .isInstanceOf(UnsupportedFormatException.class)
                    .hasMessageContaining("journal");
        }
    }

    @Test
    void listsWithoutReadingInodes() throws IOException {
        ExtImage image = small("extent");
        image.debugfs("clri /file");
        try (Volume volume = image.volume()) {
            List<Entry> entries = new ArrayList<>();
            ExtImage.open(volume).root().list(entries::add);
            assertThat(entries).extracting(Entry::name).contains("file");
            assertThat(entries).filteredOn(entry -> entry.name().equals("file")).allSatisfy(entry -> {
                assertThat(entry.type()).isEqualTo(FileType.REGULAR);
                assertThatThrownBy(entry::node).hasMessageContaining("ext inode");
            });
        }
    }
}
