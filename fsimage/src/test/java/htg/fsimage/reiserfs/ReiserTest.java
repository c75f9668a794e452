package htg.fsimage.reiserfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.fs.Attributes;
import htg.fsimage.fs.Content;
import htg.fsimage.fs.ContentInputStream;
import htg.fsimage.fs.FilePath;
import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.FileType;
import htg.fsimage.fs.Limits;
import htg.fsimage.fs.Node;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.fs.Providers;
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What reiserfsck would not let pass, and small images. */
class ReiserTest {
    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ReiserImage image(boolean format36) {
        return new ReiserImage(1024, 2048, format36, NameHash.R5);
    }

    private static FileSystem open(byte[] image) throws IOException {
        return Providers.all().open(OpenRequest.of(Volume.of(image)));
    }

    private static Node at(byte[] image, String path) throws IOException {
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

    private static byte[] finished(ReiserImage image) {
        image.finish();
        return image.bytes();
    }

    @ParameterizedTest
    @CsvSource({"true, 65536", "false, 65536", "true, 8192", "false, 8192"})
    void readsBothFormatsAtBothPlaces(boolean format36, int place) throws IOException {
        ReiserImage image = new ReiserImage(1024, 2048, format36, NameHash.TEA, place);
        ReiserObject folder = image.add(image.root(), "folder", 040750);
        for (int i = 0; i < 300; i++) {
            image.file(folder, "file " + i, text("content of " + i));
        }
        image.symbolicLink(folder, "link", "over/there");
        image.file(image.root(), "large", text("large".repeat(60_000)));
        byte[] bytes = finished(image);
        assertThat(open(bytes).info().problems()).isEmpty();
        assertThat(open(bytes).info().facts())
                .containsEntry("format", format36 ? "3.6" : "3.5")
                .containsEntry("hash", "tea");
        assertThat(open(bytes).info().label()).isEqualTo(format36 ? "label" : "");
        assertThat(names(at(bytes, "/folder"))).hasSize(301).contains("file 0", "file 299", "link");
        assertThat(read(at(bytes, "/folder/file 123"))).isEqualTo(text("content of 123"));
        assertThat(at(bytes, "/folder/link").target()).isEqualTo("over/there");
        assertThat(read(at(bytes, "/large"))).isEqualTo(text("large".repeat(60_000)));
        assertThat(at(bytes, "/folder").attributes().modeText()).isEqualTo("drwxr-x---");
        assertThat(at(bytes, "/folder").attributes().times().changed().getEpochSecond())
                .isEqualTo(1_600_000_002);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsOwnersAndDevices(boolean format36) throws IOException {
        ReiserImage image = image(format36);
        ReiserObject device = image.add(image.root(), "device", 060660);
        device.device = 0x1234_0B2C & 0xFFF0_0FFF;
        device.owner = 1000;
        device.group = 1001;
        Attributes attributes = at(finished(image), "/device").attributes();
        assertThat(attributes.type()).isEqualTo(FileType.BLOCK_DEVICE);
        assertThat(attributes.device()).isEqualTo(new Attributes.Device(0x0B, 0x1232C));
        assertThat(attributes.owner()).isEqualTo(1000);
        assertThat(attributes.group()).isEqualTo(1001);
    }

    @ParameterizedTest
    @EnumSource(NameHash.class)
    void findsNamesWhoseHashesAreEqual(NameHash hash) throws IOException {
        Map<Integer, String> seen = new HashMap<>();
        List<String> alike = new ArrayList<>();
        Random random = new Random(5);
        for (int i = 0; alike.size() < 8 && i < 100_000; i++) {
            String name = Long.toString(random.nextLong(1L << 40), 36);
            String other = seen.put(hash.offset(text(name)), name);
            if (other != null) {
                alike.addAll(List.of(other, name));
            }
        }
        assertThat(alike).isNotEmpty();
        ReiserImage image = new ReiserImage(1024, 2048, true, hash);
        for (String name : List.copyOf(new java.util.LinkedHashSet<>(alike))) {
            image.file(image.root(), name, text(name));
        }
        byte[] bytes = finished(image);
        for (String name : alike) {
            assertThat(read(at(bytes, "/" + name))).isEqualTo(text(name));
        }
        assertThat(open(bytes).root().child("nobody")).isEmpty();
    }

    @Test
    void findsNamesThatWereHashedOtherwise() throws IOException {
        ReiserImage image = image(true);
        ReiserObject file = image.file(image.root(), "ümlaut", text("found"));
        var entry = image.root().names.pollFirstEntry();
        image.root().names.put(entry.getKey() + 4096, entry.getValue());
        assertThat(file.number).isEqualTo(3);
        assertThat(read(at(finished(image), "/ümlaut"))).isEqualTo(text("found"));
    }

    @Test
    void readsWhatNoItemStandsForAsAHole() throws IOException {
        ReiserImage image = image(true);
        ReiserObject file = image.add(image.root(), "holes", 0100644);
        image.block(file, 3, text("three"));
        image.block(file, 4, text("four"));
        file.size = 3L << 40;
        Content content = at(finished(image), "/holes").open();
        assertThat(content.run(0)).isEqualTo(new Content.Run(3 * 1024, true));
        assertThat(content.run(3 * 1024)).isEqualTo(new Content.Run(5 * 1024, false));
        assertThat(content.run(6000)).isEqualTo(new Content.Run(3L << 40, true));
        ByteBuffer bytes = ByteBuffer.wrap(text("not zeros"));
        content.read(1L << 40, bytes);
        assertThat(bytes.array()).containsOnly(0);
    }

    @Test
    void hidesTheFolderOfExtendedAttributes() throws IOException {
        ReiserImage image = image(true);
        ReiserObject file = image.file(image.root(), "file", text("x"));
        image.file(image.root(), "other", text("x"));
        image.attributes(file, Map.of("user.comment", text("odd"), "security.selinux", new byte[3000]));
        byte[] bytes = finished(image);
        assertThat(names(open(bytes).root())).containsExactlyInAnyOrder("file", "other");
        assertThat(open(bytes).root().child(".reiserfs_priv")).isEmpty();
        assertThat(at(bytes, "/other").extendedAttributes()).isEmpty();
        Map<String, byte[]> found = at(bytes, "/file").extendedAttributes();
        assertThat(found).containsOnlyKeys("user.comment", "security.selinux");
        assertThat(found.get("user.comment")).isEqualTo(text("odd"));
    }

    @Test
    void showsAnAccessControlListAsLinuxDoes() throws IOException {
        ReiserImage image = image(true);
        ReiserObject file = image.file(image.root(), "file", text("x"));
        image.attributes(
                file, Map.of("system.posix_acl_access", new byte[] {1, 0, 0, 0, 1, 0, 6, 0, 2, 0, 4, 0, 7, 0, 0, 0}));
        assertThat(at(finished(image), "/file").extendedAttributes().get("system.posix_acl_access"))
                .containsExactly(2, 0, 0, 0, 1, 0, 6, 0, -1, -1, -1, -1, 2, 0, 4, 0, 7, 0, 0, 0);
    }

    @Test
    void refusesAnExtendedAttributeWhoseChecksumIsWrong() throws IOException {
        ReiserImage image = image(true);
        image.attributes(image.file(image.root(), "file", text("x")), Map.of("user.comment", text("odd")));
        byte[] bytes = finished(image);
        int place = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("AXFR");
        bytes[place + 9]++;
        Node file = at(bytes, "/file");
        assertThat(read(file)).isEqualTo(text("x"));
        assertThatThrownBy(file::extendedAttributes)
                .isInstanceOf(CorruptFileSystemException.class)
                .hasMessageContaining("checksum");
    }

    @Test
    void listsWhatIsSoundOfADamagedTree() throws IOException {
        ReiserImage image = image(true);
        for (int i = 0; i < 500; i++) {
            image.file(image.root(), "file " + i, text("content of " + i));
        }
        byte[] bytes = finished(image);
        bytes[(int) (image.tree().get(3) * 1024)] = 9;
        List<String> found = new ArrayList<>();
        assertThatThrownBy(() -> open(bytes).root().list(entry -> found.add(entry.name())))
                .isInstanceOf(CorruptFileSystemException.class)
                .hasMessageContaining("level");
        assertThat(found).hasSizeBetween(400, 499);
    }

    @Test
    void refusesATreeThatIsBeingRebuilt() {
        byte[] bytes = finished(image(true));
        Arrays.fill(bytes, 65_536 + 8, 65_536 + 12, (byte) 0xFF);
        assertThatThrownBy(() -> open(bytes))
                .isInstanceOf(CorruptFileSystemException.class)
                .hasMessageContaining("rebuilds its tree");
    }

    @Test
    void tellsOfAJournalThatWasNotReplayed() throws IOException {
        byte[] bytes = finished(image(true));
        ByteBuffer fields = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int journal = fields.getInt(65_536 + 12) * 1024;
        fields.putInt(journal + 512 * 1024, 40).putInt(journal + 512 * 1024 + 4, 510);
        fields.putInt(journal + 510 * 1024, 41).putInt(journal + 510 * 1024 + 4, 3);
        fields.put(journal + 510 * 1024 + 1024 - 12, text("ReIsErLB"));
        assertThat(open(bytes).info().problems()).isEmpty();
        fields.putInt(journal + 2 * 1024, 41).putInt(journal + 2 * 1024 + 4, 3);
        assertThat(open(bytes).info().problems()).containsExactly("Its journal holds changes that were not replayed.");
        fields.putShort(65_536 + 50, (short) 2);
        assertThat(open(bytes).info().problems()).hasSize(2).contains("It was not unmounted cleanly.");
    }

    @Test
    void isLeftOutWhereNobodyWatchesUnlessItIsNamed() throws IOException {
        Volume volume = Volume.of(finished(image(true)));
        assertThat(Providers.all().unattended(List.of()).recognize(volume)).isEmpty();
        assertThat(Providers.all().unattended(List.of("reiserfs")).recognize(volume))
                .hasSize(1);
    }
}
