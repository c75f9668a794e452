package htg.fsimage.image;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.Tools;
import htg.fsimage.fs.Providers;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is recognized and not read, beside what blkid says of it. */
class RecognizedIT {
    private static final int SIZE = 136 << 20;

    @TempDir
    private Path folder;

    private Path image = Path.of("");

    @BeforeEach
    void makeImage() throws IOException {
        Tools.require("blkid");
        image = folder.resolve("image");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(SIZE);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            swap ; mkswap -L label IMAGE
            swap ; mkswap -p 65536 -L label IMAGE
            jfs ; mkfs.jfs -q -L label IMAGE
            f2fs ; mkfs.f2fs -q -l One-Label IMAGE
            nilfs2 ; mkfs.nilfs2 -q -L label IMAGE
            exfat ; mkfs.exfat -L One-Label IMAGE
            ntfs ; mkfs.ntfs -q -F -Q -L One-Label IMAGE
            udf ; mkudffs --label=label IMAGE
            udf ; mkudffs --label=label --media-type=hd --blocksize=4096 IMAGE
            erofs ; mkfs.erofs -U 0f1e2d3c-0000-4000-8000-000000000001 IMAGE FOLDER
            minix ; mkfs.minix -1 IMAGE 32768
            minix ; mkfs.minix -2 IMAGE
            minix ; mkfs.minix -3 IMAGE
            crypto_LUKS ; cryptsetup luksFormat -q --type luks1 --pbkdf-force-iterations 1000 IMAGE KEY
            crypto_LUKS ; cryptsetup luksFormat -q --type luks2 --label label --pbkdf pbkdf2 --pbkdf-force-iterations 1000 IMAGE KEY
            DM_verity_hash ; veritysetup format --salt - KEY IMAGE
            """)
    void isNamedAsBlkidNamesIt(String type, String command) throws IOException {
        List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
        Tools.require(words.get(0));
        Path key = Files.write(folder.resolve("key"), new byte[8192]);
        Path tree = Files.createDirectory(folder.resolve("tree"));
        words.replaceAll(word -> switch (word) {
            case "IMAGE" -> image.toString();
            case "KEY" -> key.toString();
            case "FOLDER" -> tree.toString();
            default -> word;
        });
        Tools.run(words.get(0), words.subList(1, words.size()).toArray());
        compareWithBlkid(type);
    }

    private void compareWithBlkid(String type) throws IOException {
        Map<String, String> expected = new HashMap<>();
        for (String line :
                Tools.run("blkid", "-p", "-o", "export", image).lines().toList()) {
            int equals = line.indexOf('=');
            expected.put(line.substring(0, equals), unescaped(line.substring(equals + 1)));
        }
        try (Volume volume = Volume.open(image)) {
            Contents contents = new Recognizer(Providers.of(List.of())).recognize(volume);
            assertThat(contents).isInstanceOf(Recognized.class);
            Recognized found = (Recognized) contents;
            assertThat(found.type()).isEqualTo(type).isEqualTo(expected.get("TYPE"));
            assertThat(found.label()).isEqualTo(expected.getOrDefault("LABEL", ""));
            if (!type.equals("udf")) {
                assertThat(found.uuid()).isEqualTo(expected.getOrDefault("UUID", ""));
                assertThat(found.version()).isEqualTo(expected.getOrDefault("VERSION", ""));
            }
            assertThat(found.reason()).isNotBlank();
        }
    }

    /** Before some characters blkid puts a backslash, and what the locale has not comes as \\xNN. */
    private static String unescaped(String text) {
        var bytes = new java.io.ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("\\x", i)) {
                bytes.write(Integer.parseInt(text.substring(i + 2, i + 4), 16));
                i += 3;
            } else if (text.charAt(i) != '\\') {
                bytes.writeBytes(text.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private void write(long place, byte[] bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.seek(place);
            file.write(bytes);
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "2"})
    void namesMembersOfArraysByWhereTheirSuperblockIs(int minor) throws IOException {
        long[] places = {SIZE - (8 << 10), 0, 4096};
        ByteBuffer superblock = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);
        superblock.putInt(0, 0xA92B4EFC).putInt(4, 1).putLong(144, places[minor] / 512);
        superblock.put(16, "0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
        superblock.put(32, "host:0".getBytes(StandardCharsets.US_ASCII));
        superblock.put(168, "fedcba9876543210".getBytes(StandardCharsets.US_ASCII));
        write(places[minor], superblock.array());
        compareWithBlkid("linux_raid_member");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void namesMembersOfOldArraysOfEitherByteOrder(boolean little) throws IOException {
        ByteBuffer superblock =
                ByteBuffer.allocate(4096).order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        superblock.putInt(0, 0xA92B4EFC).putInt(4, 0).putInt(8, 90).putInt(32, 1024);
        superblock
                .putInt(20, 0x01234567)
                .putInt(52, 0x11223344)
                .putInt(56, 0x55667788)
                .putInt(60, 0x99AABBCC);
        write(SIZE - (64 << 10), superblock.array());
        compareWithBlkid("linux_raid_member");
    }

    @Test
    void namesAPhysicalVolumeOfLvm() throws IOException {
        ByteBuffer label = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
        label.put(0, "LABELONE".getBytes(StandardCharsets.US_ASCII))
                .putLong(8, 1)
                .putInt(20, 32);
        label.put(24, "LVM2 001".getBytes(StandardCharsets.US_ASCII));
        label.put(32, "abcdefghijklmnopqrstuvwxyzABCDEF".getBytes(StandardCharsets.US_ASCII));
        label.putInt(16, Bytes.crc32(0xF597A6CF, label.array(), 20, 512));
        write(512, label.array());
        compareWithBlkid("LVM2_member");
    }

    @Test
    void namesBitLockerAndBcache() throws IOException {
        ByteBuffer boot = ByteBuffer.allocate(512).order(ByteOrder.LITTLE_ENDIAN);
        boot.put(0, "\u00ebX\u0090-FVE-FS-".getBytes(StandardCharsets.ISO_8859_1));
        write(0, boot.array());
        try (Volume volume = Volume.open(image)) {
            assertThat(new Recognizer(Providers.of(List.of())).recognize(volume).type())
                    .isEqualTo("BitLocker");
        }
    }
}
