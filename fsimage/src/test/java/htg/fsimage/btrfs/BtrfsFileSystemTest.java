package htg.fsimage.btrfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.Content;
import htg.fsimage.fs.ContentInputStream;
import htg.fsimage.fs.FilePath;
import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.Limits;
import htg.fsimage.fs.Node;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.fs.Signature;
import htg.fsimage.testkit.Mutants;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.UnsupportedFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images made by hand: what mkfs does not make, and damage. */
class BtrfsFileSystemTest {
    private static FileSystem open(List<Volume> volumes) throws IOException {
        return new BtrfsProvider()
                .open(new OpenRequest(volumes.get(0), volumes.subList(1, volumes.size()), Limits.STANDARD));
    }

    private static FileSystem open(BtrfsImage image) throws IOException {
        return open(image.volumes());
    }

    private static Node node(FileSystem fileSystem, String path) throws IOException {
        return FilePath.findLink(fileSystem.root(), path, Limits.STANDARD).orElseThrow();
    }

    private static byte[] read(FileSystem fileSystem, String path) throws IOException {
        try (InputStream stream = new ContentInputStream(node(fileSystem, path).open())) {
            return stream.readAllBytes();
        }
    }

    private static List<String> names(Node folder) throws IOException {
        List<String> names = new ArrayList<>();
        folder.list(entry -> names.add(entry.name()));
        return names;
    }

    private static byte[] filled(int size, int length, char value) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, 0, length, (byte) value);
        return bytes;
    }

    @ParameterizedTest
    @EnumSource(
            value = Profile.class,
            names = {"SINGLE", "DUP", "RAID1", "RAID1C3", "RAID1C4"})
    void readsEveryKindOfExtent(Profile profile) throws IOException {
        FileSystem fileSystem = open(BtrfsSamples.all(profile));
        assertThat(read(fileSystem, "/plain")).isEqualTo(BtrfsSamples.PLAIN);
        assertThat(read(fileSystem, "/inline")).containsExactly(1, 2, 3, 4, 5);
        byte[] zlib = new byte[12_288];
        System.arraycopy(BtrfsSamples.PLAIN, 4096, zlib, 4096, BtrfsSamples.PLAIN.length - 4096);
        assertThat(read(fileSystem, "/zlib")).isEqualTo(zlib);
        assertThat(read(fileSystem, "/zstd")).isEqualTo(filled(100_000, 100_000, 'z'));
        assertThat(read(fileSystem, "/lzo")).isEqualTo(filled(300, 200, 'o'));
        assertThat(read(fileSystem, "/prealloc")).isEqualTo(new byte[9000]);
        assertThat(read(fileSystem, "/unchecked")).isEqualTo(BtrfsSamples.random(4096));
        assertThat(fileSystem.info().problems()).singleElement().asString().contains("nodatasum");
        assertThat(fileSystem.info().facts())
                .containsEntry("data profile", profile.toString())
                .containsEntry("default subvolume", "5");
    }

    @Test
    void tellsWhereHolesAre() throws IOException {
        FileSystem fileSystem = open(BtrfsSamples.all(Profile.SINGLE));
        var zlib = node(fileSystem, "/zlib").open();
        assertThat(zlib.run(0).hole()).isTrue();
        assertThat(zlib.run(0).end()).isEqualTo(4096);
        assertThat(zlib.run(5000).hole()).isFalse();
        var prealloc = node(fileSystem, "/prealloc").open();
        assertThat(prealloc.run(0).hole()).isTrue();
        assertThat(prealloc.run(8000).end()).isEqualTo(9000);
    }

    @Test
    void readsAFileThatIsLongerThanFourGigabytes() throws IOException {
        long place = (4L << 30) + 4096;
        BtrfsImage image = new BtrfsImage(Profile.SINGLE);
        image.file(5, 260, "sparse", 5L << 30, 0)
                .extent(5, 260, place, 1, Packing.NONE, image.store(BtrfsSamples.PLAIN, true), 10_000, new long[] {
                    12_288, 0, 12_288
                });
        var content = node(open(image.finish()), "/sparse").open();
        assertThat(content.run(0)).isEqualTo(new Content.Run(place, true));
        assertThat(content.run(place)).isEqualTo(new Content.Run(place + 12_288, false));
        assertThat(content.run(place + 12_288)).isEqualTo(new Content.Run(5L << 30, true));
        ByteBuffer buffer = ByteBuffer.allocate(10_000);
        content.read(place, buffer);
        content.read(place + buffer.position(), buffer);
        assertThat(buffer.array()).isEqualTo(BtrfsSamples.PLAIN);
    }

    @Test
    void readsFromAnyPlaceIntoAnyBuffer() throws IOException {
        FileSystem fileSystem = open(BtrfsSamples.all(Profile.DUP));
        var content = node(fileSystem, "/plain").open();
        for (int offset : new int[] {9_999, 4096, 0, 1, 4095, 8192, 5000}) {
            ByteBuffer direct = ByteBuffer.allocateDirect(7000);
            int count = content.read(offset, direct);
            byte[] bytes = new byte[count];
            direct.flip().get(bytes);
            assertThat(bytes).isEqualTo(Arrays.copyOfRange(BtrfsSamples.PLAIN, offset, offset + count));
        }
    }

    @Test
    void tellsWhatANodeIs() throws IOException {
        FileSystem fileSystem = open(BtrfsSamples.all(Profile.SINGLE));
        assertThat(node(fileSystem, "/link").target()).isEqualTo("plain");
        Attributes device = node(fileSystem, "/device").attributes();
        assertThat(device.device()).isEqualTo(new Attributes.Device(259, 70_000));
        assertThat(device.modeText()).isEqualTo("brw-------");
        assertThat(device.owner()).isEqualTo(1000);
        assertThat(device.times().modified().getEpochSecond()).isEqualTo(1_700_000_000);
        assertThat(node(fileSystem, "/plain").extendedAttributes()).containsOnlyKeys("user.note");
        assertThatThrownBy(() -> node(fileSystem, "/link").open()).hasMessageContaining("is no file");
        assertThatThrownBy(() -> names(node(fileSystem, "/plain")))
                .isInstanceOf(java.nio.file.NotDirectoryException.class);
        assertThat(fileSystem.root().child("nothing")).isEmpty();
    }

    @Test
    void showsSubvolumesAsTheKernelDoes() throws IOException {
        FileSystem fileSystem = open(BtrfsSamples.all(Profile.SINGLE));
        assertThat(names(fileSystem.root())).contains("sub", "snapshot");
        assertThat(read(fileSystem, "/sub/etc/nested/in the nested")).containsExactly('i', 'n', '\n');
        assertThat(names(node(fileSystem, "/snapshot/nested"))).isEmpty();
        assertThat(fileSystem.systemRoots()).containsExactly("/", "/sub");
        assertThat(node(fileSystem, "/sub").attributes().id())
                .isNotEqualTo(fileSystem.root().attributes().id());
    }

    @Test
    void beginsWithTheDefaultSubvolume() throws IOException {
        BtrfsImage image = new BtrfsImage(Profile.SINGLE);
        image.subvolume(300)
                .inode(5, 270, 040755, 0, 0)
                .entry(5, 256, 2, "folder", 2, new Key(270, Key.INODE_ITEM, 0))
                .entry(5, 270, 2, "@", 2, new Key(300, Key.ROOT_ITEM, -1))
                .reference(5, 300, 270, "@");
        byte[] item = BtrfsImage.namedItem(new Key(300, Key.ROOT_ITEM, -1), 2, "default", new byte[0]);
        byte[] name = {'d', 'e', 'f', 'a', 'u', 'l', 't'};
        image.tree(1).put(new Key(6, Key.DIR_ITEM, NameHash.of(name)), item);
        assertThat(open(image.finish()).systemRoots()).containsExactly("/folder/@");
    }

    @Test
    void readsFoldersThatTakeSeveralNodes() throws IOException {
        BtrfsImage image = new BtrfsImage(Profile.DUP);
        for (int i = 0; i < 400; i++) {
            image.file(5, 1000 + i, "file number " + i, 0, 0);
        }
        FileSystem fileSystem = open(image.finish());
        assertThat(names(fileSystem.root())).hasSize(400).startsWith("file number 0", "file number 1");
        assertThat(fileSystem.root().child("file number 399")).isPresent();
    }

    @ParameterizedTest
    @EnumSource(
            value = Profile.class,
            names = {"DUP", "RAID1"})
    void readsAnotherCopyOfWhatIsDamaged(Profile profile) throws IOException {
        BtrfsImage image = BtrfsSamples.all(profile);
        byte[] first = image.device(0);
        for (int at = BtrfsImage.TREES_PLACE; at < BtrfsImage.TREES_PLACE + BtrfsImage.CHUNK; at += 1000) {
            first[at]++;
        }
        Arrays.fill(first, BtrfsImage.DATA_PLACE + 5000, BtrfsImage.DATA_PLACE + 9000, (byte) 0);
        FileSystem fileSystem = open(image);
        assertThat(read(fileSystem, "/plain")).isEqualTo(BtrfsSamples.PLAIN);
        assertThat(fileSystem.info().problems())
                .anyMatch(problem -> problem.contains("copy of a tree node is damaged"))
                .anyMatch(problem -> problem.contains("copy of data is damaged"));
    }

    @Test
    void givesNoDataWhoseChecksumIsWrong() throws IOException {
        BtrfsImage image = BtrfsSamples.all(Profile.SINGLE);
        image.device(0)[BtrfsImage.DATA_PLACE + 5000]++;
        FileSystem fileSystem = open(image);
        var content = node(fileSystem, "/plain").open();
        ByteBuffer buffer = ByteBuffer.allocate(10_000);
        assertThat(content.read(0, buffer)).isEqualTo(4096);
        assertThatThrownBy(() -> content.read(4096, buffer))
                .isInstanceOf(CorruptFileSystemException.class)
                .hasMessageContaining("checksum is wrong");
        assertThat(content.read(8192, buffer)).isEqualTo(1808);
        assertThat(read(fileSystem, "/zlib")).hasSize(12_288);
    }

    @Test
    void readsWhatIsThereOfADeviceThatIsCutOff() throws IOException {
        byte[] device = BtrfsSamples.all(Profile.SINGLE).device(0);
        FileSystem fileSystem = open(List.of(Volume.of(Arrays.copyOf(device, BtrfsImage.DATA_PLACE + 5000))));
        assertThat(fileSystem.info().problems())
                .containsExactly("The device is cut off: " + (BtrfsImage.DATA_PLACE + 5000) + " of its " + device.length
                        + " bytes are there.");
        assertThat(read(fileSystem, "/inline")).containsExactly(1, 2, 3, 4, 5);
        var content = node(fileSystem, "/plain").open();
        ByteBuffer buffer = ByteBuffer.allocate(10_000);
        assertThat(content.read(0, buffer)).isEqualTo(4096);
        assertThatThrownBy(() -> content.read(4096, buffer))
                .isInstanceOf(CorruptFileSystemException.class)
                .hasMessageContaining("its device ends before that");
    }

    @Test
    void givesNoDataThatLacksItsChecksum() throws IOException {
        BtrfsImage image = new BtrfsImage(Profile.SINGLE);
        image.file(5, 260, "file", 4096, 0)
                .extent(5, 260, 0, 1, Packing.NONE, image.store(new byte[4096], false), 4096, new long[] {4096, 0, 4096
                });
        FileSystem fileSystem = open(image.finish());
        assertThatThrownBy(() -> read(fileSystem, "/file")).hasMessageContaining("it has no checksum");
    }

    @Test
    void doesWithoutADeviceWhereThereIsACopy() throws IOException {
        List<Volume> volumes = BtrfsSamples.all(Profile.RAID1).volumes();
        for (Volume volume : volumes) {
            FileSystem fileSystem = open(List.of(volume, Volume.of(new byte[100])));
            assertThat(read(fileSystem, "/plain")).isEqualTo(BtrfsSamples.PLAIN);
            assertThat(fileSystem.info().problems()).anyMatch(problem -> problem.endsWith("is missing."));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0x1000, 0x2000, 0x4000, 1L << 15, 1L << 40})
    void refusesFeaturesThatItDoesNotKnow(long flag) {
        BtrfsImage image = new BtrfsImage(Profile.SINGLE);
        image.incompat |= flag;
        assertThatThrownBy(() -> open(image.finish()))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining(Features.names(flag).get(0));
    }

    @Test
    void tellsOfALogThatWasNotReplayed() throws IOException {
        BtrfsImage image = new BtrfsImage(Profile.SINGLE);
        image.logRoot = BtrfsImage.TREES;
        assertThat(open(image.finish()).info().problems())
                .singleElement()
                .asString()
                .contains("log tree");
    }

    @Test
    void recognizesASuperblockByItsChecksum() {
        byte[] start = Arrays.copyOf(BtrfsSamples.all(Profile.SINGLE).device(0), 270_336);
        assertThat(new BtrfsProvider().probe(start)).contains(new Signature("btrfs", Signature.Strength.PROVEN));
        start[BtrfsImage.SUPERBLOCK + 0x200]++;
        assertThat(new BtrfsProvider().probe(start)).contains(new Signature("btrfs", Signature.Strength.MAGIC));
        assertThat(new BtrfsProvider().probe(new byte[270_336])).isEmpty();
        assertThat(new BtrfsProvider().probe(new byte[10])).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Profile.class,
            names = {"SINGLE", "DUP"})
    void survivesDamageWithRightChecksums(Profile profile) throws IOException {
        BtrfsImage image = BtrfsSamples.all(profile);
        byte[] bytes = image.device(0);
        new Mutants(new BtrfsProvider(), bytes, image.numbers(), image::seal, 1)
                .survive(Integer.getInteger("htg.test.mutants", 300));
    }
}
