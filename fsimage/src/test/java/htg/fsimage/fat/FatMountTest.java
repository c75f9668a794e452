package htg.fsimage.fat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.fs.Entry;
import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.Node;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.LimitExceededException;
import htg.fsimage.volume.UnsupportedFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FatMountTest {
    private static final int FILE = 0x20;
    private static final int FOLDER = 0x10;

    private final FatProvider provider = new FatProvider();

    private static FatImage image(FatType type) {
        FatImage image = new FatImage(type, type == FatType.FAT16 ? 5000 : 400);
        // The first two entries of a table: the medium, and that all is well.
        image.link(0, 0x0FFFFFF8).link(1, 0x0FFFFFFF);
        image.bytes.put(0, (byte) 0xEB).put(21, (byte) 0xF8);
        return image;
    }

    private FileSystem open(FatImage image) throws IOException {
        return provider.open(OpenRequest.of(Volume.of(image.bytes.array())));
    }

    private static List<String> names(Node folder) throws IOException {
        List<String> names = new ArrayList<>();
        folder.list(entry -> names.add(entry.name()));
        return names;
    }

    private boolean recognizes(FatImage image) {
        return provider.probe(image.bytes.array()).isPresent();
    }

    @ParameterizedTest
    @EnumSource(FatType.class)
    void recognizesEveryWidthAndCountsWhatIsUsed(FatType type) throws IOException {
        FatImage image = image(type)
                .entry("A          ", FILE, 10, 1030)
                .chain(10, 11, 342)
                .fill(10, "text");
        assertThat(recognizes(image)).isTrue();
        FileSystem fileSystem = open(image);
        assertThat(fileSystem.info().uuid()).isEqualTo("CAFE-1234");
        assertThat(fileSystem.info().used()).isEqualTo((type == FatType.FAT32 ? 4 : 3) * 512L);
        assertThat(fileSystem.info().problems()).isEmpty();
        assertThat(fileSystem.info().facts()).containsEntry("table", type.name());
        assertThat(fileSystem.info().size()).isEqualTo(image.bytes.capacity());
    }

    @ParameterizedTest
    @ValueSource(strings = {"NTFS    ", "EXFAT   ", "-FVE-FS-"})
    void leavesOthersTheirBootSectors(String maker) {
        FatImage image = image(FatType.FAT32);
        image.bytes.put(3, maker.getBytes(StandardCharsets.US_ASCII));
        assertThat(recognizes(image)).isFalse();
    }

    @Test
    void takesNoPartitionTableAndNoAtariDiskForAVolume() {
        byte[] table = new byte[4096];
        table[0] = (byte) 0xEB;
        table[510] = 0x55;
        table[511] = (byte) 0xAA;
        assertThat(provider.probe(table)).isEmpty();
        FatImage atari = image(FatType.FAT12);
        atari.bytes.put(0, (byte) 0x60).put(1, (byte) 0x1C).putShort(510, (short) 0);
        assertThat(recognizes(atari)).isFalse();
        assertThatThrownBy(() -> open(atari)).isInstanceOf(CorruptFileSystemException.class);
        assertThat(provider.probe(new byte[100])).isEmpty();
    }

    @Test
    void refusesAVersionThatItDoesNotKnow() {
        FatImage image = image(FatType.FAT32);
        image.bytes.putShort(42, (short) 1);
        assertThat(recognizes(image)).isFalse();
        assertThatThrownBy(() -> open(image)).isInstanceOf(UnsupportedFormatException.class);
    }

    @Test
    void readsLongNamesWithSurrogatesAndOfFullLength() throws IOException {
        int sum = FatImage.checksum("PENGUI~1   ");
        FatImage image = image(FatType.FAT32)
                .chain(2, 3)
                .longPart(0x41, sum, "\ud83d\udc27 \udc80 \ud800")
                .entry("PENGUI~1   ", FILE, 0, 0);
        int last = FatImage.checksum("LONG       ");
        for (int part = 20; part >= 1; part--) {
            image.longPart(part == 20 ? 0x54 : part, last, "x".repeat(part == 20 ? 8 : 13));
        }
        image.entry("LONG       ", FILE, 0, 0);
        assertThat(names(open(image).root())).containsExactly("\ud83d\udc27 \ufffd \ufffd", "x".repeat(255));
    }

    @Test
    void endsALongNameWhereItsFirstPartDoes() throws IOException {
        int sum = FatImage.checksum("SHORT      ");
        FatImage image = image(FatType.FAT32)
                .longPart(0x42, sum, "hidden")
                .longPart(0x01, sum, "seen\0and not")
                .entry("SHORT      ", FILE, 0, 0);
        assertThat(names(open(image).root())).containsExactly("seen");
    }

    @Test
    void showsShortNamesInCodePage850() throws IOException {
        FatImage image = image(FatType.FAT12)
                .entry("\u0005\u0099\u009d        ", FILE, 0, 0)
                .entry("\u00e5ELETED    ", FILE, 0, 0);
        assertThat(names(open(image).root())).containsExactly("ÕÖØ");
    }

    @Test
    void findsNamesInEitherCaseAndByTheirShortForm() throws IOException {
        int sum = FatImage.checksum("LONGNA~1TXT");
        FatImage image = image(FatType.FAT16)
                .longPart(0x42, sum, "txt")
                .longPart(0x01, sum, "A Long Name. ")
                .entry("LONGNA~1TXT", FILE, 0, 0);
        Node root = open(image).root();
        for (String name :
                new String[] {"A LONG NAME. TXT", "a long name. txt", "longna~1.txt", "A Long Name. txt.."}) {
            assertThat(root.child(name)).as(name).isPresent();
        }
        assertThat(root.child("A Long Name")).isEmpty();
    }

    @Test
    void tellsTimesInUtc() throws IOException {
        FatImage image = image(FatType.FAT16).entry("A          ", FILE, 0, 0);
        Entry[] found = new Entry[1];
        open(image).root().list(entry -> {
            found[0] = entry;
            return false;
        });
        var times = found[0].node().attributes().times();
        assertThat(times.modified()).isEqualTo(Instant.parse("2024-11-21T13:37:42Z"));
        assertThat(times.created()).isEqualTo(htg.fsimage.fs.Times.NEVER);
    }

    @Test
    void readsADamagedFileAsFarAsItGoes() throws IOException {
        FatImage image = image(FatType.FAT16)
                .entry("BROKEN     ", FILE, 10, 2000)
                .chain(10, 11)
                .link(11, 0)
                .fill(11, "still there");
        var content = open(image).root().child("broken").orElseThrow().open();
        ByteBuffer into = ByteBuffer.allocate(11);
        assertThat(content.read(512, into)).isEqualTo(11);
        assertThat(new String(into.array(), StandardCharsets.US_ASCII)).isEqualTo("still there");
        assertThatThrownBy(() -> content.read(1024, into.clear()))
                .isInstanceOf(CorruptFileSystemException.class)
                .hasMessageContaining("cluster 0");
    }

    @Test
    void listsADamagedFolderAsFarAsItGoes() {
        FatImage image = image(FatType.FAT32).entry("A          ", FILE, 0, 0).link(2, 1);
        for (int i = 1; i < 16; i++) {
            image.entry("B          ", FILE, 0, 0);
        }
        List<String> names = new ArrayList<>();
        assertThatThrownBy(() -> open(image).root().list(entry -> names.add(entry.name())))
                .isInstanceOf(CorruptFileSystemException.class);
        assertThat(names).hasSize(16);
    }

    @Test
    void refusesAFileThatRepeatsItself() throws IOException {
        FatImage image = image(FatType.FAT16)
                .entry("LOOP       ", FILE, 10, 5 * 512)
                .chain(10, 11, 12)
                .link(12, 10);
        Node file = open(image).root().child("loop").orElseThrow();
        assertThatThrownBy(file::open).hasMessageContaining("in a circle");
    }

    @Test
    void refusesAFolderInItselfAndFilesInTooManyPieces() throws IOException {
        FatImage image = image(FatType.FAT12)
                .entry("SELF       ", FOLDER, 0, 0)
                .entry("PIECES     ", FILE, 10, 1500)
                .chain(10, 20, 30);
        assertThatThrownBy(() -> open(image).root().child("self")).hasMessageContaining("contains itself");
        var limits = new htg.fsimage.fs.Limits(1 << 20, 8, 8, 100, 2);
        Node file = provider.open(new OpenRequest(Volume.of(image.bytes.array()), List.of(), limits))
                .root()
                .child("pieces")
                .orElseThrow();
        assertThatThrownBy(file::open).isInstanceOf(LimitExceededException.class);
    }

    /** All their paths together would be 1.7 GB. */
    @Test
    void listsAFullFolderFarFromTheRoot() throws IOException {
        FatImage image = new FatImage(FatType.FAT32, 5000).chain(2, 3);
        int sum = FatImage.checksum("DEEP       ");
        for (int depth = 0; depth < 100; depth++) {
            for (int part = 20; part >= 1; part--) {
                image.longPart(part == 20 ? 0x54 : part, sum, "x".repeat(part == 20 ? 8 : 13));
            }
            int cluster = 10 + 2 * depth;
            image.entry("DEEP       ", FOLDER, cluster, 0)
                    .chain(cluster, cluster + 1)
                    .goOnAt(image.clusterOffset(cluster));
        }
        // The last folder has as many clusters as one may have.
        int first = 208;
        for (int cluster = first; cluster < first + 4095; cluster++) {
            image.link(cluster, cluster + 1);
        }
        image.link(first + 4095, 0x0FFFFFFF);
        for (int i = 0; i < 65_536; i++) {
            image.entryAt(image.clusterOffset(first) + 32 * i, "%08d   ".formatted(i), FILE, 0, 0);
        }
        Node folder = open(image).root();
        for (int depth = 0; depth < 100; depth++) {
            folder = folder.child("DEEP").orElseThrow();
        }
        List<Entry> found = new ArrayList<>();
        folder.list(found::add);
        assertThat(found).hasSize(65_536);
        assertThat(found.get(65_535).node().toString()).hasSize(100 * 256 + 9).endsWith("/00065535");
    }

    @Test
    void readsWhatIsThereOfAVolumeThatWasCutOff() throws IOException {
        FatImage image = image(FatType.FAT16)
                .entry("WHOLE      ", FILE, 10, 4)
                .entry("HALF       ", FILE, 20, 1000)
                .entry("GONE       ", FOLDER, 30, 0)
                .chain(10)
                .chain(20, 21)
                .chain(30)
                .fill(10, "here")
                .fill(20, "half");
        byte[] cut = java.util.Arrays.copyOf(image.bytes.array(), image.clusterOffset(21) + 100);
        FileSystem fileSystem = provider.open(OpenRequest.of(Volume.of(cut)));
        assertThat(fileSystem.info().problems())
                .containsExactly("The file system of " + image.bytes.capacity() + " bytes is cut off: its volume has "
                        + cut.length + ".");
        Node root = fileSystem.root();
        assertThat(names(root)).containsExactly("WHOLE", "HALF", "GONE");
        assertThat(root.child("whole").orElseThrow().open().read(0, ByteBuffer.allocate(4)))
                .isEqualTo(4);
        var half = root.child("half").orElseThrow().open();
        assertThat(half.read(0, ByteBuffer.allocate(2000))).isEqualTo(612);
        assertThatThrownBy(() -> half.read(612, ByteBuffer.allocate(10)))
                .isInstanceOf(CorruptFileSystemException.class)
                .hasMessageContaining("the volume ends before it does");
        Node gone = root.child("gone").orElseThrow();
        assertThatThrownBy(() -> names(gone)).isInstanceOf(CorruptFileSystemException.class);
        byte[] nothing = java.util.Arrays.copyOf(cut, image.clusterOffset(2) - 1);
        assertThatThrownBy(() -> provider.open(OpenRequest.of(Volume.of(nothing))))
                .isInstanceOf(CorruptFileSystemException.class);
    }

    @Test
    void saysWhenAVolumeIsDirty() throws IOException {
        FatImage image = image(FatType.FAT16).link(1, 0x3FFF);
        assertThat(open(image).info().problems()).hasSize(2);
    }
}
