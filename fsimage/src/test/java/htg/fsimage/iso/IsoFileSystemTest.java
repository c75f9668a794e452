package htg.fsimage.iso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.fs.Content;
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

class IsoFileSystemTest {
    private static List<String> names(FileSystem fileSystem) throws IOException {
        List<String> names = new ArrayList<>();
        fileSystem.root().list(entry -> names.add(entry.name()));
        return names;
    }

    private static Node child(FileSystem fileSystem, String name) throws IOException {
        return fileSystem.root().child(name).orElseThrow();
    }

    private static String text(Content content) throws IOException {
        ByteBuffer into = ByteBuffer.allocate((int) content.size());
        while (into.hasRemaining()) {
            content.read(into.position(), into);
        }
        return new String(into.array(), StandardCharsets.US_ASCII);
    }

    @Test
    void showsPlainNamesAsLinuxDoes() throws IOException {
        IsoImage image = new IsoImage()
                .record("README.TXT;1", 0, 30, 5)
                .record("NODOT.;1", 0, 30, 5)
                .record("TWO.C;2", 0, 30, 5)
                .record("DOT.", 0, 30, 5)
                .record("A/B", 0, 30, 5)
                .record("FORK.;1", 4, 30, 5)
                .fill(30, "hello");
        FileSystem fileSystem = image.open();
        assertThat(names(fileSystem)).containsExactly("readme.txt", "nodot", "two.c.2", "dot.", "a.b");
        Node file = child(fileSystem, "readme.txt");
        assertThat(text(file.open())).isEqualTo("hello");
        assertThat(file.attributes().times().modified()).isEqualTo(Instant.parse("2017-07-14T02:40:00Z"));
        assertThat(file.attributes().modeText()).isEqualTo("-r-xr-xr-x");
        assertThat(fileSystem.root().child("README.TXT")).isEmpty();
        assertThat(fileSystem.info().label()).isEqualTo("LABEL");
    }

    @Test
    void putsSectionsTogether() throws IOException {
        IsoImage image = new IsoImage()
                .record("FILE", 128, 30, 2048)
                .record("FILE", 128, 40, 2048)
                .record("FILE", 0, 35, 3)
                .record("HALF", 128, 30, 10)
                .fill(30, "first")
                .fill(40, "second")
                .fill(35, "end");
        Content content = child(image.open(), "file").open();
        assertThat(content.size()).isEqualTo(4099);
        assertThat(text(content)).startsWith("first").contains("second").endsWith("end");
        List<String> names = new ArrayList<>();
        assertThatThrownBy(() -> image.open().root().list(entry -> names.add(entry.name())))
                .hasMessageContaining("last section is missing");
        assertThat(names).containsExactly("file");
    }

    @Test
    void showsNoFileOfWhichASectionIsDamagedOrInterleaved() throws IOException {
        IsoImage image = new IsoImage().record("FILE", 128, 30, 2048).record("FILE", 128, 40, 2048);
        image.bytes.put(image.last() + 17, (byte) 6);
        image.record("FILE", 0, 35, 3).record("MIXED", 128, 30, 2048).record("MIXED", 0, 35, 3);
        image.bytes.put(image.last() + 27, (byte) 1);
        image.record("GOOD", 0, 30, 5);
        List<String> names = new ArrayList<>();
        assertThatThrownBy(() -> image.open().root().list(entry -> names.add(entry.name())))
                .hasMessageContaining("the size has two values");
        assertThat(names).containsExactly("good");
        Node root = image.open().root();
        assertThatThrownBy(() -> root.child("file")).isInstanceOf(CorruptFileSystemException.class);
        assertThatThrownBy(() -> root.child("mixed")).isInstanceOf(CorruptFileSystemException.class);
    }

    @Test
    void refusesAFileOfMoreSectionsThanFitIntoMemory() throws IOException {
        IsoImage image = new IsoImage().record("FILE", 128, 30, 2048);
        int record = image.last();
        int length = image.bytes.get(record);
        int sectors = 1300;
        // The root folder is behind all else; its own record is made in the last sector and moved there.
        image.record(16 * 2048 + 156, "\0", 2, 64, sectors * 2048, new byte[0]);
        image.record(63 * 2048, "\0", 2, 64, sectors * 2048, new byte[0]);
        byte[] bytes = java.util.Arrays.copyOf(image.bytes.array(), (64 + sectors) * 2048);
        for (int sector = 64; sector < 64 + sectors; sector++) {
            for (int at = 34; at + length <= 2048; at += length) {
                System.arraycopy(bytes, record, bytes, sector * 2048 + at, length);
            }
            System.arraycopy(bytes, 63 * 2048, bytes, sector * 2048, 34);
        }
        Node folder = new IsoProvider().open(OpenRequest.of(Volume.of(bytes))).root();
        assertThatThrownBy(() -> folder.list(entry -> true)).isInstanceOf(LimitExceededException.class);
    }

    @Test
    void readsFilesLargerThanASectionCanBe() throws IOException {
        IsoImage image = new IsoImage().record("LARGE", 128, 64, 0xFFFFF800).record("LARGE", 0, 64 + 0x1FFFFF, 0x10000);
        Volume small = Volume.of(image.bytes.array());
        Volume large = new Volume() {
            @Override
            public long size() {
                return 6L << 30;
            }

            @Override
            public void read(long offset, ByteBuffer into) throws IOException {
                while (into.hasRemaining()) {
                    long at = offset++;
                    into.put(at < small.size() ? image.bytes.get((int) at) : (byte) (at >>> 16));
                }
            }

            @Override
            public void close() {
                // Nothing to give back.
            }
        };
        Content content =
                child(new IsoProvider().open(OpenRequest.of(large)), "large").open();
        assertThat(content.size()).isEqualTo(0xFFFFF800L + 0x10000);
        ByteBuffer one = ByteBuffer.allocate(1);
        long last = content.size() - 1;
        assertThat(content.read(last, one)).isEqualTo(1);
        assertThat(one.get(0)).isEqualTo((byte) ((last + 64 * 2048) >>> 16));
    }

    @Test
    void refusesWhatIsInterleavedOrSparseByName() throws IOException {
        IsoImage image = new IsoImage().rockRidge();
        image.record("MIXED", 0, 30, 5, IsoImage.mode(0100644));
        image.bytes.put(image.last() + 26, (byte) 1);
        image.record("HOLES", 0, 30, 5, IsoImage.mode(0100644), IsoImage.entry("SF", 0, 5));
        byte[] packed = IsoImage.entry("ZF", 0, 5);
        packed[4] = 'X';
        packed[5] = 'Z';
        image.record("PACKED", 0, 30, 5, IsoImage.mode(0100644), packed);
        assertRefused(image, "mixed", "interleaved");
        assertRefused(image, "holes", "SF");
        assertRefused(image, "packed", "XZ");
    }

    private static void assertRefused(IsoImage image, String name, String why) throws IOException {
        Node file = child(image.open(), name);
        assertThatThrownBy(file::open)
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining(why);
    }

    @Test
    void readsRockRidge() throws IOException {
        IsoImage image = new IsoImage().rockRidge();
        image.record("A", 0, 30, 5, IsoImage.mode(0100640), IsoImage.name(1, "Long "), IsoImage.name(0, "Name/"));
        image.record("B", 0, 30, 0, IsoImage.mode(020600), IsoImage.entry("PN", 0, 0x0501));
        image.record("C", 2, 40, 2048, IsoImage.mode(040755), IsoImage.entry("RE"));
        image.record("D", 0, 30, 0, IsoImage.mode(040755), IsoImage.entry("CL", 40));
        image.record("E", 0, 30, 0, IsoImage.mode(0120777), new byte[] {'S', 'L', 12, 1, 0, 8, 0, 4, 0, 0, 1, 'x'});
        image.folder(40, IsoImage.ROOT);
        FileSystem fileSystem = image.open();
        assertThat(names(fileSystem)).containsExactly("Long Name_", "b", "d", "e");
        assertThat(child(fileSystem, "Long Name_").attributes().owner()).isEqualTo(1000);
        assertThat(child(fileSystem, "b").attributes().device().major()).isEqualTo(5);
        assertThat(child(fileSystem, "e").target()).isEqualTo("/../x");
        List<String> below = new ArrayList<>();
        child(fileSystem, "d").list(entry -> below.add(entry.name()));
        assertThat(below).isEmpty();
    }

    @Test
    void aDamagedEntrySpoilsNoOther() throws IOException {
        IsoImage image = new IsoImage().rockRidge();
        image.record("BAD", 0, 30, 5, new byte[] {'P', 'X', 2, 1});
        image.record("GOOD", 0, 30, 5, IsoImage.mode(0100644));
        List<Entry> found = new ArrayList<>();
        image.open().root().list(found::add);
        assertThat(found).extracting(Entry::name).containsExactly("bad", "good");
        assertThatThrownBy(() -> found.get(0).node()).isInstanceOf(CorruptFileSystemException.class);
        assertThat(found.get(1).node().attributes().size()).isEqualTo(5);
    }

    @Test
    void aLinkWithoutItsEndIsALinkAllTheSame() throws IOException {
        byte[] cut = {'S', 'L', 9, 1, 0, 0, 1, 'x', 0};
        IsoImage image = new IsoImage().rockRidge();
        image.record("LINK", 0, 30, 0, IsoImage.mode(0120777), cut);
        Node link = child(image.open(), "link");
        assertThat(link.attributes().modeText()).isEqualTo("lrwxrwxrwx");
        assertThatThrownBy(link::target).isInstanceOf(CorruptFileSystemException.class);
    }

    @Test
    void comparesNumbersThatAreStoredTwice() throws IOException {
        IsoImage image = new IsoImage().record("BAD", 0, 30, 5);
        image.bytes.put(image.last() + 17, (byte) 6);
        image.record("GOOD", 0, 30, 5);
        List<String> names = new ArrayList<>();
        assertThatThrownBy(() -> image.open().root().list(entry -> names.add(entry.name())))
                .hasMessageContaining("the size has two values");
        assertThat(names).containsExactly("good");
    }

    @Test
    void refusesAFolderInItselfAndContinuationsInACircle() throws IOException {
        IsoImage image = new IsoImage().rockRidge();
        image.record("SELF", 2, IsoImage.ROOT, 2048, IsoImage.mode(040755));
        image.record("ROUND", 0, 30, 5, IsoImage.entry("CE", 41, 0, 28));
        image.bytes.put(41 * 2048, IsoImage.entry("CE", 41, 0, 28));
        FileSystem fileSystem = image.open();
        assertThatThrownBy(() -> child(fileSystem, "self")).hasMessageContaining("contains itself");
        assertThatThrownBy(() -> child(fileSystem, "round")).hasMessageContaining("continue each other");
    }

    @Test
    void tellsThatRockRidgeCannotBeRead() throws IOException {
        IsoImage image = new IsoImage()
                .rockRidge()
                .record("FILE", 0, 30, 5, IsoImage.mode(0100640), IsoImage.name(0, "Long Name"));
        assertThat(names(image.open())).containsExactly("Long Name");
        assertThat(image.open().info().problems()).isEmpty();
        // The entry behind the one that announces Rock Ridge.
        image.bytes.put(IsoImage.ROOT * 2048 + 34 + 7 + 2, (byte) 200);
        assertThat(names(image.open())).containsExactly("file");
        assertThat(image.open().info().problems()).hasSize(1).allMatch(problem -> problem.contains("Rock Ridge"));
    }

    @Test
    void findsTheLastSession() throws IOException {
        IsoImage image = new IsoImage();
        image.both32(16 * 2048 + 80, 24);
        image.descriptor(32 + 16, 1, 50, 16);
        image.folder(50, 50);
        image.record(50 * 2048 + 68, "LATER", 0, 30, 5, new byte[0]);
        assertThat(names(image.open())).containsExactly("later");
        // One that is only stored there has its files elsewhere.
        image.descriptor(32 + 16, 1, 20, 16);
        assertThat(names(image.open())).isEmpty();
    }

    @Test
    void tellsOfUdfAndOfWhatIsMissing() throws IOException {
        IsoImage image = new IsoImage();
        image.bytes.put(18 * 2048 + 1, "BEA01".getBytes(StandardCharsets.US_ASCII));
        image.bytes.put(19 * 2048 + 1, "NSR02".getBytes(StandardCharsets.US_ASCII));
        image.both32(16 * 2048 + 80, 65);
        assertThat(image.open().info().problems())
                .anyMatch(problem -> problem.contains("UDF"))
                .anyMatch(problem -> problem.contains("cut off"));
    }

    @Test
    void recognizesNothingElse() {
        assertThat(new IsoProvider().probe(new byte[40_000])).isEmpty();
        assertThat(new IsoProvider().probe(new byte[10])).isEmpty();
        assertThat(new IsoProvider().probe(new IsoImage().bytes.array())).isPresent();
    }
}
