package htg.fsimage.tar;

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
import htg.fsimage.volume.CorruptFileSystemException;
import htg.fsimage.volume.LimitExceededException;
import htg.fsimage.volume.Volume;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TarTest {
    private final ByteArrayOutputStream image = new ByteArrayOutputStream();

    private void add(String name, char type, String link, String data) {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 100, "0000640");
        put(header, 108, "0001750");
        put(header, 116, "0000012");
        byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
        put(header, 124, "%011o".formatted(bytes.length));
        put(header, 136, "14000000000");
        header[156] = (byte) type;
        put(header, 157, link);
        put(header, 257, "ustar\00000");
        reseal(header);
        image.writeBytes(header);
        image.writeBytes(bytes);
        image.writeBytes(new byte[Math.floorMod(-bytes.length, 512)]);
    }

    /** Corrects the sum of the first header. */
    private static void reseal(byte[] header) {
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (int at = 0; at < 512; at++) {
            sum += Byte.toUnsignedInt(header[at]);
        }
        put(header, 148, "%06o\0".formatted(sum));
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private static String record(String record) {
        int length = record.length() + 2;
        length += String.valueOf(length + 1).length();
        return length + " " + record + "\n";
    }

    private FileSystem open() throws IOException {
        return new TarProvider().open(OpenRequest.of(Volume.of(image.toByteArray())));
    }

    private static String text(FileSystem fileSystem, String path) throws IOException {
        Node node = FilePath.require(fileSystem.root(), path, Limits.STANDARD);
        return new String(new ContentInputStream(node.open()).readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void makesUpTheFoldersThatHaveNoMember() throws IOException {
        add("a/b/file", '0', "", "content");
        FileSystem fileSystem = open();
        assertThat(text(fileSystem, "a/b/file")).isEqualTo("content");
        Node folder = FilePath.require(fileSystem.root(), "a/b", Limits.STANDARD);
        assertThat(folder.attributes().type()).isEqualTo(FileType.FOLDER);
        Node file = folder.child("file").orElseThrow();
        assertThat(file.attributes().modeText()).isEqualTo("-rw-r-----");
        assertThat(file.attributes().owner()).isEqualTo(1000);
        assertThat(file.attributes().group()).isEqualTo(10);
    }

    @Test
    void letsLaterMembersReplaceEarlierOnes() throws IOException {
        add("file", '0', "", "old");
        add("alias", '1', "file", "");
        add("./file", '0', "", "new");
        FileSystem fileSystem = open();
        assertThat(text(fileSystem, "file")).isEqualTo("new");
        assertThat(text(fileSystem, "alias")).isEqualTo("old");
        assertThat(FilePath.require(fileSystem.root(), "alias", Limits.STANDARD)
                        .attributes()
                        .links())
                .isEqualTo(1);
    }

    @Test
    void bringsPathsInsideTheRoot() throws IOException {
        add("/etc/passwd", '0', "", "one");
        add("../../up", '0', "", "two");
        add("..", '0', "", "three");
        FileSystem fileSystem = open();
        assertThat(text(fileSystem, "etc/passwd")).isEqualTo("one");
        assertThat(text(fileSystem, "up")).isEqualTo("two");
        assertThat(fileSystem.info().problems()).hasSize(4).first().asString().contains("'/etc/passwd'");
    }

    @Test
    void putsMembersBelowALinkWhereItLeads() throws IOException {
        add("usr/lib", '5', "", "");
        add("lib", '2', "usr/lib", "");
        add("lib/file", '0', "", "content");
        FileSystem fileSystem = open();
        assertThat(text(fileSystem, "usr/lib/file")).isEqualTo("content");
        assertThat(fileSystem.root().child("lib").orElseThrow().target()).isEqualTo("usr/lib");
    }

    @Test
    void namesLinksToWhatIsNotThere() throws IOException {
        add("alias", '1', "nothing", "");
        add("file", '0', "", "content");
        FileSystem fileSystem = open();
        assertThat(fileSystem.root().child("alias")).isEmpty();
        assertThat(fileSystem.info().problems()).singleElement().asString().contains("'nothing'");
    }

    @Test
    void keepsWhatIsBeforeDamage() throws IOException {
        add("file", '0', "", "content");
        add("other", '0', "", "lost");
        byte[] bytes = image.toByteArray();
        bytes[1024] ^= 1;
        FileSystem fileSystem = new TarProvider().open(OpenRequest.of(Volume.of(bytes)));
        assertThat(text(fileSystem, "file")).isEqualTo("content");
        assertThat(fileSystem.info().problems()).singleElement().asString().contains("byte 1024", "checksum");
        bytes[0] ^= 1;
        assertThatThrownBy(() -> new TarProvider().open(OpenRequest.of(Volume.of(bytes))))
                .isInstanceOf(CorruptFileSystemException.class);
    }

    @Test
    void readsGlobalAndLocalRecords() throws IOException {
        add("g", 'g', "", record("mtime=5.25") + record("uid=7"));
        add(
                "x",
                'x',
                "",
                record("path=a much better name") + record("mtime=-1.5") + record("SCHILY.xattr.user.x=y=\n"));
        add("file", '0', "", "content");
        add("plain", '0', "", "");
        FileSystem fileSystem = open();
        Node better = fileSystem.root().child("a much better name").orElseThrow();
        assertThat(better.attributes().times().modified()).hasToString("1969-12-31T23:59:58.500Z");
        assertThat(better.attributes().owner()).isEqualTo(7);
        assertThat(better.extendedAttributes()).containsOnlyKeys("user.x");
        assertThat(better.extendedAttributes().get("user.x")).asString().isEqualTo("y=\n");
        Node plain = fileSystem.root().child("plain").orElseThrow();
        assertThat(plain.attributes().times().modified()).hasToString("1970-01-01T00:00:05.250Z");
    }

    @Test
    void showsHolesAsHoles() throws IOException {
        add(
                "x",
                'x',
                "",
                record("GNU.sparse.size=100000") + record("GNU.sparse.offset=50000") + record("GNU.sparse.numbytes=7"));
        add("file", '0', "", "content");
        Content content = open().root().child("file").orElseThrow().open();
        assertThat(content.size()).isEqualTo(100_000);
        assertThat(content.run(0)).isEqualTo(new Content.Run(50_000, true));
        assertThat(content.run(50_001)).isEqualTo(new Content.Run(50_007, false));
        assertThat(content.run(50_007)).isEqualTo(new Content.Run(100_000, true));
        byte[] all = new ContentInputStream(content).readAllBytes();
        assertThat(new String(all, 50_000, 7, StandardCharsets.UTF_8)).isEqualTo("content");
        assertThat(all).hasSize(100_000);
    }

    @Test
    void leavesOutNamesThatNoFileCanHave() throws IOException {
        add("x", 'x', "", record("path=a\0b"));
        add("file", '0', "", "lost");
        add("other", '0', "", "content");
        FileSystem fileSystem = open();
        assertThat(text(fileSystem, "other")).isEqualTo("content");
        assertThat(fileSystem.root().child("file")).isEmpty();
        assertThat(fileSystem.info().problems()).singleElement().asString().contains("NUL");
    }

    @Test
    void readsDevicesAndPipes() throws IOException {
        add("null", '3', "", "");
        add("disk", '4', "", "");
        add("pipe", '6', "", "");
        byte[] bytes = image.toByteArray();
        put(bytes, 329, "0000001\0" + "0000003\0");
        reseal(bytes);
        FileSystem fileSystem = new TarProvider().open(OpenRequest.of(Volume.of(bytes)));
        Node device = fileSystem.root().child("null").orElseThrow();
        assertThat(device.attributes().modeText()).isEqualTo("crw-r-----");
        assertThat(device.attributes().device()).isEqualTo(new Attributes.Device(1, 3));
        assertThat(fileSystem.root().child("disk").orElseThrow().attributes().type())
                .isEqualTo(FileType.BLOCK_DEVICE);
        assertThat(fileSystem.root().child("pipe").orElseThrow().attributes().type())
                .isEqualTo(FileType.PIPE);
    }

    @Test
    void refusesMoreMembersThanAreAllowed() {
        for (String name : List.of("a", "b", "c")) {
            add(name, '0', "", "");
        }
        OpenRequest request = new OpenRequest(Volume.of(image.toByteArray()), List.of(), Limits.STANDARD.entries(2));
        assertThatThrownBy(() -> new TarProvider().open(request)).isInstanceOf(LimitExceededException.class);
    }

    @Test
    void refusesMoreRecordsThanThereIsMemoryFor() {
        add("x", 'x', "", records(0, 5000));
        add("file", '0', "", "content");
        assertThatThrownBy(this::open)
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("4096 pax records");
    }

    /** Each applies to all that follows, together with those before it. */
    @Test
    void refusesMoreGlobalRecordsThanThereIsMemoryFor() {
        for (int header = 0; header < 500; header++) {
            add("g", 'g', "", records(header * 8, 8));
        }
        add("file", '0', "", "content");
        assertThatThrownBy(this::open)
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("global headers");
    }

    private static String records(int first, int count) {
        StringBuilder records = new StringBuilder();
        for (int i = first; i < first + count; i++) {
            records.append(record("key" + i + "=value"));
        }
        return records.toString();
    }

    @Test
    void readsNumbersOfAllKinds() {
        byte[] field = {(byte) 0x80, 0, 0, 0, 0, 0, 0, 0x12, 0x34, 0x56, 0x78, (byte) 0x9A};
        assertThat(TarNumber.read(field, 0, 12)).isEqualTo(0x123456789AL);
        byte[] negative = {-1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -2};
        assertThat(TarNumber.read(negative, 0, 12)).isEqualTo(-2);
        byte[] large = {(byte) 0x80, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        assertThatThrownBy(() -> TarNumber.read(large, 0, 12)).isInstanceOf(NumberFormatException.class);
        byte[] spaces = {' ', ' ', '7', '1', ' ', 0, 0, 0};
        assertThat(TarNumber.read(spaces, 0, 8)).isEqualTo(57);
    }
}
