package htg.fsimage.ufs;

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
import htg.fsimage.fs.Providers;
import htg.fsimage.testkit.Listing;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.UnsupportedFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Variants that no tool here makes, written by hand. */
class UfsTest {
    private static final ByteOrder BIG = ByteOrder.BIG_ENDIAN;
    private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;

    static Stream<Arguments> layouts() {
        return Stream.of(Variant.values())
                .flatMap(variant -> Stream.of(BIG, LITTLE).map(order -> Arguments.of(variant, order)));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static FileSystem open(UfsImage image) throws IOException {
        return Providers.all().open(OpenRequest.of(image.volume()));
    }

    private static Node at(UfsImage image, String path) throws IOException {
        return FilePath.findLink(open(image).root(), path, Limits.STANDARD).orElseThrow();
    }

    private static byte[] read(Node node) throws IOException {
        try (ContentInputStream stream = new ContentInputStream(node.open())) {
            return stream.readAllBytes();
        }
    }

    private static List<String> names(Node folder) throws IOException {
        List<String> names = new ArrayList<>();
        folder.list(entry -> names.add(entry.name()));
        return names;
    }

    private static UfsImage small(Variant variant, ByteOrder order) {
        UfsImage image = new UfsImage(variant, order, variant == Variant.UFS2 ? 65_536 : 8192);
        image.folder(2, Map.of("file", 70));
        image.file(70, 0100640, text("hello"));
        return image;
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void readsEveryLayoutInBothByteOrders(Variant variant, ByteOrder order) throws IOException {
        UfsImage image = new UfsImage(variant, order, 8192);
        Map<String, Integer> names = new TreeMap<>();
        for (int i = 0; i < 200; i++) {
            names.put("n".repeat(i % 40 + 1) + "-" + i, 70);
        }
        names.put("ünï", 70);
        image.folder(2, Map.of("folder", 65, "file", 70, "link", 71, "long link", 72));
        image.folder(65, names);
        image.file(70, 0100640, text("content".repeat(3000)));
        image.raw().put(image.inode(71, 0120777, 6) + variant.pointersOffset(), text("target"));
        image.file(72, 0120777, text("t".repeat(500)));
        assertThat(open(image).info().facts()).containsEntry("layout", variant.title());
        assertThat(open(image).info().problems()).isEmpty();
        assertThat(open(image).info().used()).isEqualTo((2048 - 200 - 400 - 7) * 1024);
        assertThat(open(image).info().uuid()).isEqualTo("00001234abcdef01");
        assertThat(names(at(image, "/folder"))).containsExactlyElementsOf(names.keySet());
        assertThat(read(at(image, "/folder/ünï"))).isEqualTo(text("content".repeat(3000)));
        assertThat(at(image, "/link").target()).isEqualTo("target");
        assertThat(at(image, "/long link").target()).isEqualTo("t".repeat(500));
        assertThat(at(image, "/file").attributes().permissions()).isEqualTo(0640);
    }

    @Test
    void readsOwnersTimesAndDevicesOfSolaris() throws IOException {
        UfsImage image = small(Variant.SOLARIS, BIG);
        image.folder(2, Map.of("wide", 71, "narrow", 72, "device", 73, "old device", 74));
        int wide = image.inode(71, 0100644, 0);
        image.put32(wide + 4, -1);
        image.put32(wide + 116, 100_000, 200_000);
        image.put32(wide + 24, 1_500_000_000, 250_000);
        image.raw().putShort(image.inode(72, 0100644, 0) + 4, (short) 60).putShort(image.inodePlace(72) + 6, (short)
                61);
        image.put32(image.inode(73, 060640, 0) + 40, 0x0FFF, (32 << 18) + 7);
        image.put32(image.inode(74, 020640, 0) + 40, 0x0D02);
        Attributes attributes = at(image, "/wide").attributes();
        assertThat(attributes.owner()).isEqualTo(100_000);
        assertThat(attributes.group()).isEqualTo(200_000);
        assertThat(attributes.times().modified()).isEqualTo(Instant.ofEpochSecond(1_500_000_000, 250_000_000));
        assertThat(at(image, "/narrow").attributes().owner()).isEqualTo(60);
        assertThat(at(image, "/narrow").attributes().group()).isEqualTo(61);
        assertThat(at(image, "/device").attributes().device()).isEqualTo(new Attributes.Device(32, 7));
        assertThat(at(image, "/old device").attributes().device()).isEqualTo(new Attributes.Device(13, 2));
    }

    @Test
    void readsNanosecondsAndTheTimeOfBirthOfUfs2() throws IOException {
        UfsImage image = small(Variant.UFS2, LITTLE);
        int inode = image.inodePlace(70);
        image.raw().putLong(inode + 32, 1).putLong(inode + 40, -2).putLong(inode + 48, 1L << 33);
        image.raw().putLong(inode + 56, 4);
        image.put32(inode + 64, 10, 20, 30, 40);
        var times = at(image, "/file").attributes().times();
        assertThat(times.accessed()).isEqualTo(Instant.ofEpochSecond(1, 20));
        assertThat(times.modified()).isEqualTo(Instant.ofEpochSecond(-2, 10));
        assertThat(times.changed()).isEqualTo(Instant.ofEpochSecond(1L << 33, 30));
        assertThat(times.created()).isEqualTo(Instant.ofEpochSecond(4, 40));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8192, 65_536, 262_144})
    void findsTheSuperblockAtEachOfItsPlaces(int place) throws IOException {
        UfsImage image = new UfsImage(Variant.UFS2, BIG, place);
        image.folder(2, Map.of("file", 70));
        image.file(70, 0100640, text("hello"));
        assertThat(read(at(image, "/file"))).isEqualTo(text("hello"));
        assertThat(open(image).info().label()).isEqualTo("label");
    }

    @Test
    void takesNoCopyForTheSuperblockOfUfs1() {
        UfsImage image = small(Variant.BSD, LITTLE);
        image.raw().put(65_536, image.bytes(), 8192, Superblock.LENGTH);
        image.put32(8192 + Superblock.MAGIC_OFFSET, 0);
        assertThatThrownBy(() -> UfsFileSystem.open(OpenRequest.of(image.volume())))
                .isInstanceOf(UnsupportedFormatException.class);
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void readsHolesAndThreeLevelsOfIndirectBlocks(Variant variant, ByteOrder order) throws IOException {
        UfsImage image = small(variant, order);
        long perBlock = UfsImage.BLOCK / variant.pointerSize();
        Map<Long, byte[]> blocks = new TreeMap<>();
        for (long block : new long[] {
            3, 11, 12, 13, 12 + perBlock - 1, 12 + perBlock, 12 + perBlock + perBlock * perBlock, 1_310_719
        }) {
            blocks.put(block, text("block " + block));
        }
        image.sparse(70, 0100644, (5L << 30) - 100, blocks);
        Content content = at(image, "/file").open();
        assertThat(content.size()).isEqualTo((5L << 30) - 100);
        List<Long> found = new ArrayList<>();
        for (long at = 0; at < content.size(); ) {
            Content.Run run = content.run(at);
            for (long block = at; !run.hole() && block < run.end(); block += UfsImage.BLOCK) {
                found.add(block / UfsImage.BLOCK);
            }
            at = run.end();
        }
        assertThat(found).containsExactlyElementsOf(blocks.keySet());
        for (Map.Entry<Long, byte[]> block : blocks.entrySet()) {
            ByteBuffer into = ByteBuffer.allocate(block.getValue().length);
            content.read(block.getKey() * UfsImage.BLOCK, into);
            assertThat(into.array()).isEqualTo(block.getValue());
        }
        ByteBuffer hole = ByteBuffer.wrap(text("not zeros at all"));
        assertThat(content.read(UfsImage.BLOCK + 9, hole)).isEqualTo(16);
        assertThat(hole.array()).containsOnly(0);
    }

    @Test
    void readsASnapshotAsTheVolumeWasWhenItWasTaken() throws IOException {
        UfsImage image = small(Variant.UFS2, LITTLE);
        image.raw().put(100, text("boot"));
        int inode = image.sparse(70, 0100400, 80_000, Map.of(1L, text("saved")));
        image.put32(inode + 88, 0x00200000);
        image.raw().putLong(inode + 112 + 16, 1);
        image.put32(image.superblock() + 1116, 70);
        Content content = at(image, "/file").open();
        ByteBuffer all = ByteBuffer.allocate(80_000);
        for (int at = 0; at < 80_000; at = all.position()) {
            content.read(at, all);
        }
        byte[] expected = java.util.Arrays.copyOf(image.bytes(), 80_000);
        java.util.Arrays.fill(expected, 4096, 12_288, (byte) 0);
        System.arraycopy(text("saved"), 0, expected, 4096, 5);
        assertThat(all.array()).isEqualTo(expected);
        assertThat(open(image).info().facts()).containsEntry("snapshots", "inodes 70");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsExtendedAttributes(boolean big) throws IOException {
        UfsImage image = small(Variant.UFS2, big ? BIG : LITTLE);
        int inode = image.inodePlace(70);
        int fragment = image.allocate();
        ByteBuffer area = image.raw();
        int at = fragment * UfsImage.FRAGMENT;
        area.putInt(at, 24)
                .put(at + 4, (byte) 1)
                .put(at + 5, (byte) 3)
                .put(at + 6, (byte) 7)
                .put(at + 7, text("comment"));
        area.put(at + 16, text("hello"));
        area.putInt(at + 24, 4096 + 64)
                .put(at + 28, (byte) 2)
                .put(at + 30, (byte) 1)
                .put(at + 31, text("x"));
        image.allocate();
        image.put32(inode + 92, 24 + 4096 + 64);
        area.putLong(inode + 96, fragment).putLong(inode + 104, fragment + 4);
        Map<String, byte[]> attributes = at(image, "/file").extendedAttributes();
        assertThat(attributes).containsOnlyKeys("user.comment", "system.x");
        assertThat(attributes.get("user.comment")).isEqualTo(text("hello"));
        assertThat(attributes.get("system.x")).hasSize(4096 + 64 - 8);
    }

    @Test
    void checksTheHashOfTheSuperblockAndReadsByItsCopy() throws IOException {
        UfsImage image = small(Variant.UFS2, LITTLE);
        image.keepHashes();
        assertThat(open(image).info().problems()).isEmpty();
        image.copySuperblock();
        image.raw().put(image.superblock() + 300, (byte) 1);
        assertThat(open(image).info().problems()).hasSize(1).first().asString().contains("copy", "hash");
        assertThat(read(at(image, "/file"))).isEqualTo(text("hello"));
    }

    @Test
    void refusesASuperblockWhoseHashIsWrongAndThatHasNoCopy() {
        UfsImage image = small(Variant.UFS2, BIG);
        image.keepHashes();
        image.raw().put(image.superblock() + 300, (byte) 1);
        assertThatThrownBy(() -> open(image))
                .isInstanceOf(CorruptFileSystemException.class)
                .hasMessageContaining("check hash");
    }

    @Test
    void refusesOnlyTheInodeWhoseHashIsWrong() throws IOException {
        UfsImage image = small(Variant.UFS2, LITTLE);
        image.folder(2, Map.of("a", 70, "b", 71));
        image.file(71, 0100644, text("b"));
        image.keepHashes();
        image.raw().put(image.inodePlace(70) + 40, (byte) 9);
        assertThat(read(at(image, "/b"))).isEqualTo(text("b"));
        assertThatThrownBy(() -> at(image, "/a"))
                .hasMessageContaining("UFS inode 70")
                .hasMessageContaining("hash");
    }

    @Test
    void listsWhatIsSoundOfADamagedFolder() throws IOException {
        UfsImage image = small(Variant.BSD, BIG);
        Map<String, Integer> names = new TreeMap<>();
        for (int i = 100; i < 200; i++) {
            names.put("name-" + i, 70);
        }
        int inode = image.folder(2, names);
        int folder = image.raw().getInt(inode + 40) * UfsImage.FRAGMENT;
        image.raw().putShort(folder + 512 + 4, (short) 3);
        List<String> found = new ArrayList<>();
        assertThatThrownBy(() -> open(image).root().list(entry -> found.add(entry.name())))
                .isInstanceOf(CorruptFileSystemException.class)
                .hasMessageContaining("a record of 3 bytes");
        assertThat(found).contains("name-100", "name-199").hasSizeBetween(60, 99);
        assertThat(open(image).root().child("name-199")).isPresent();
    }

    /** BSD calls such a folder mangled. Taken as it is, the record would hide all names of the next piece. */
    @Test
    void aRecordThatReachesIntoTheNextPieceHidesNoName() throws IOException {
        UfsImage image = small(Variant.UFS2, LITTLE);
        Map<String, Integer> names = new TreeMap<>();
        for (int i = 100; i < 200; i++) {
            names.put("name-" + i, 70);
        }
        int inode = image.folder(2, names);
        int folder = (int) image.raw().getLong(inode + 112) * UfsImage.FRAGMENT;
        image.raw().putShort(folder + 512 + 4, (short) 1024);
        List<String> found = new ArrayList<>();
        assertThatThrownBy(() -> open(image).root().list(entry -> found.add(entry.name())))
                .isInstanceOf(CorruptFileSystemException.class)
                .hasMessageContaining("a record of 1024 bytes");
        assertThat(found).contains("name-100", "name-199").hasSizeBetween(60, 99);
    }

    @Test
    void tellsWhatStateItIsIn() throws IOException {
        UfsImage journal = small(Variant.UFS2, LITTLE);
        journal.raw().put(journal.superblock() + 209, (byte) 0);
        journal.put32(journal.superblock() + 1312, 0x0A);
        assertThat(open(journal).info().problems())
                .containsExactly("It was not unmounted cleanly.", "The journal of its soft updates was not replayed.");
        assertThat(open(journal).info().facts()).containsEntry("soft updates", "with a journal");
        UfsImage netBsd = small(Variant.UFS2, BIG);
        netBsd.put32(netBsd.superblock() + 1312, 0x100);
        netBsd.raw().put(netBsd.superblock() + 864, (byte) 1);
        assertThat(open(netBsd).info().problems()).containsExactly("Its journal (WAPBL) was not replayed.");
        UfsImage solaris = small(Variant.SOLARIS, BIG);
        solaris.put32(solaris.superblock() + 4, 2);
        solaris.put32(solaris.superblock() + 1324, 5000);
        assertThat(open(solaris).info().problems()).containsExactly("Its log was not rolled into it.");
        UfsImage truncated = small(Variant.BSD, LITTLE);
        Volume half = Volume.of(java.util.Arrays.copyOf(truncated.bytes(), 1_600_000));
        assertThat(Providers.all().open(OpenRequest.of(half)).info().problems())
                .containsExactly("It is of 2097152 bytes, but there are only 1600000.");
    }

    @Test
    void isLeftOutWhereNobodyWatchesUnlessItIsNamed() throws IOException {
        Volume volume = small(Variant.BSD, LITTLE).volume();
        assertThat(Providers.all().unattended(List.of()).recognize(volume)).isEmpty();
        assertThat(Providers.all().unattended(List.of("ufs")).recognize(volume)).hasSize(1);
    }

    @Test
    void listsTheSameTreeFromBothByteOrders() throws IOException {
        assertThat(Listing.of(open(small(Variant.BSD, BIG)).root(), Listing.Detail.ALL))
                .isEqualTo(Listing.of(open(small(Variant.BSD, LITTLE)).root(), Listing.Detail.ALL));
    }
}
