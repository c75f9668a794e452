package htg.fsimage.fat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.volume.Extent;
import htg.fsimage.volume.ImageFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FatFileSystemTest {
    private static final int FILE = 0x20;
    private static final int FOLDER = 0x10;

    private static FatImage image(FatType type) {
        return new FatImage(type, type == FatType.FAT16 ? 5000 : 400);
    }

    private static String text(FatFileSystem fileSystem, String path) throws IOException {
        try (InputStream stream = fileSystem.read(path)) {
            return new String(stream.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @ParameterizedTest
    @EnumSource(FatType.class)
    void readsAFragmentedFileOnEveryWidthOfTable(FatType type) throws IOException {
        FatImage image = image(type)
                .entry("HTG-ESP    ", 8, 0, 0)
                .entry("HELLO   TXT", FILE, 10, 1030)
                .chain(10, 11, 342)
                .fill(10, "a".repeat(512))
                .fill(11, "b".repeat(512))
                .fill(342, "cccccc-and-slack");
        FatFileSystem fileSystem = image.open();
        assertThat(fileSystem.type()).isEqualTo(type);
        assertThat(fileSystem.label()).isEqualTo("HTG-ESP");
        assertThat(fileSystem.volumeId()).isEqualTo(0xCAFE1234);
        assertThat(fileSystem.clusterSize()).isEqualTo(512);
        FatEntry file = fileSystem.stat("/hello.txt").orElseThrow();
        assertThat(file)
                .isEqualTo(new FatEntry(
                        "", "HELLO.TXT", false, 1030, FILE, LocalDateTime.of(2024, 11, 21, 13, 37, 42), 10));
        assertThat(fileSystem.extents(file))
                .containsExactly(new Extent(image.clusterOffset(10), 1024), new Extent(image.clusterOffset(342), 6));
        assertThat(text(fileSystem, "/HELLO.TXT")).isEqualTo("a".repeat(512) + "b".repeat(512) + "cccccc");
    }

    @ParameterizedTest
    @EnumSource(FatType.class)
    void walksIntoFolders(FatType type) throws IOException {
        FatImage image =
                image(type).entry("EFI        ", FOLDER, 5, 0).chain(5).chain(6).chain(7);
        int efi = image.clusterOffset(5);
        image.entryAt(efi, ".          ", FOLDER, 5, 0)
                .entryAt(efi + 32, "..         ", FOLDER, 0, 0)
                .entryAt(efi + 64, "BOOT       ", FOLDER, 6, 0)
                .entryAt(image.clusterOffset(6), "BOOTX64 EFI", FILE, 7, 4)
                .fill(7, "shim");
        FatFileSystem fileSystem = image.open();
        assertThat(text(fileSystem, "/efi/boot/bootx64.efi")).isEqualTo("shim");
        assertThat(fileSystem.tree().stream().map(FatEntry::path))
                .containsExactly("/EFI", "/EFI/BOOT", "/EFI/BOOT/BOOTX64.EFI");
        assertThat(fileSystem.stat("/EFI/none")).isEmpty();
        assertThat(fileSystem.stat("/EFI/BOOT/BOOTX64.EFI/x")).isEmpty();
        assertThatThrownBy(() -> fileSystem.list("/none")).hasMessageContaining("no folder /none");
        assertThatThrownBy(() -> fileSystem.list("/EFI/BOOT/BOOTX64.EFI")).hasMessageContaining("is not a folder");
        assertThatThrownBy(() -> fileSystem.read("/EFI")).hasMessageContaining("is a folder");
    }

    @Test
    void readsLongNamesAndLowerCaseShortOnes() throws IOException {
        int sum = FatImage.checksum("MINIRO~1IMG");
        FatImage image = image(FatType.FAT32)
                .longPart(0x42, sum, "rger name.img")
                .longPart(0x01, sum, "miniroot of la")
                .entry("MINIRO~1IMG", FILE, 0, 0)
                .entry("GRUB    CFG", FILE, 0, 0);
        image.bytes.put(image.clusterOffset(2) + 3 * 32 + 12, (byte) 0x18);
        assertThat(image.open().list("/").stream().map(FatEntry::name))
                .containsExactly("miniroot of lrger name.img", "grub.cfg");
    }

    @Test
    void readsAnEmptyFileWithoutAChain() throws IOException {
        FatFileSystem fileSystem =
                image(FatType.FAT32).entry("EMPTY      ", FILE, 0, 0).open();
        assertThat(fileSystem.extents(fileSystem.stat("/empty").orElseThrow())).isEmpty();
        assertThat(text(fileSystem, "/empty")).isEmpty();
    }

    @Test
    void usesTheShortNameWhenTheLongOneIsBrokenOrIllegal() throws IOException {
        int sum = FatImage.checksum("REAL    TXT");
        List<FatImage> images = List.of(
                image(FatType.FAT32).longPart(0x41, sum + 1, "foreign.txt"),
                image(FatType.FAT32).longPart(0x01, sum, "no start"),
                image(FatType.FAT32).longPart(0x42, sum, "only the end"),
                image(FatType.FAT32).longPart(0x43, sum, "c").longPart(0x01, sum, "gap"),
                image(FatType.FAT32).longPart(0x7F, sum, "too many parts"),
                image(FatType.FAT32).longPart(0x41, sum, "../../passwd"),
                image(FatType.FAT32).longPart(0x41, sum, ".."),
                image(FatType.FAT32).longPart(0x41, sum, "a\nb"),
                image(FatType.FAT32).longPart(0x41, sum, ""));
        for (FatImage image : images) {
            FatFileSystem fileSystem = image.entry("REAL    TXT", FILE, 0, 0).open();
            assertThat(fileSystem.list("/")).extracting(FatEntry::name).containsExactly("REAL.TXT");
        }
    }

    @Test
    void aShortNameIsNeverAPath() throws IOException {
        FatFileSystem fileSystem = image(FatType.FAT32)
                .entry("A/B\\C\u0001\0\u00e1TXT", FILE, 0, 0)
                .open();
        assertThat(fileSystem.list("/")).extracting(FatEntry::name).containsExactly("A_B_C__ß.TXT");
    }

    @Test
    void aBlankShortNameIsNeitherEmptyNorAParent() throws IOException {
        FatFileSystem fileSystem = image(FatType.FAT32)
                .entry("           ", FILE, 0, 0)
                .entry("        .  ", FILE, 0, 0)
                .open();
        assertThat(fileSystem.list("/")).extracting(FatEntry::name).containsExactly("_", "_..");
    }

    @Test
    void skipsDeletedEntriesAndStopsAtTheEndMark() throws IOException {
        FatImage image =
                image(FatType.FAT32).entry("\u00e5ELETED TXT", FILE, 0, 0).entry("KEPT    TXT", FILE, 0, 0);
        image.entryAt(image.clusterOffset(2) + 3 * 32, "BEYOND  TXT", FILE, 0, 0);
        assertThat(image.open().list("/")).extracting(FatEntry::name).containsExactly("KEPT.TXT");
    }

    @ParameterizedTest
    @EnumSource(FatType.class)
    void refusesChainsThatRunInACircle(FatType type) throws IOException {
        FatImage image = image(type)
                .entry("LOOP       ", FILE, 10, 200_000)
                .chain(10, 11, 12, 13)
                .link(13, 11);
        FatFileSystem fileSystem = image.open();
        FatEntry file = fileSystem.stat("/loop").orElseThrow();
        assertThatThrownBy(() -> fileSystem.extents(file)).hasMessageContaining("in a circle");

        FatImage folder = image(type).entry("LOOP       ", FOLDER, 10, 0).link(10, 10);
        assertThatThrownBy(() -> folder.open().list("/loop")).hasMessageContaining("in a circle");
    }

    @ParameterizedTest
    @EnumSource(FatType.class)
    void refusesChainsThatLeaveTheVolumeOrEndTooEarly(FatType type) throws IOException {
        for (int target : new int[] {0, 1, 5002, (int) type.badCluster()}) {
            FatImage image = image(type).entry("BAD        ", FILE, 10, 2000).link(10, target);
            FatFileSystem fileSystem = image.open();
            assertThatThrownBy(() -> fileSystem.read("/bad"))
                    .as("link to %d", target)
                    .isInstanceOf(ImageFormatException.class)
                    .hasMessageContaining("holds no data");
        }
        FatImage early = image(type).entry("LIAR       ", FILE, 10, 0xFFFFFFFFL).chain(10, 11);
        assertThatThrownBy(() -> early.open().read("/liar")).hasMessageContaining("ends before the file's size");
        FatImage nowhere = image(type).entry("LIAR       ", FILE, 0, 5).chain(10, 11);
        assertThatThrownBy(() -> nowhere.open().read("/liar")).hasMessageContaining("cluster 0");
    }

    @Test
    void refusesFoldersThatContainEachOther() {
        FatImage image =
                image(FatType.FAT32).entry("A          ", FOLDER, 10, 0).chain(10);
        image.entryAt(image.clusterOffset(10), "B          ", FOLDER, 2, 0);
        assertThatThrownBy(() -> image.open().tree()).hasMessageContaining("/A/B is also elsewhere");
    }

    @Test
    void refusesAFolderLargerThanAnyMayBe() {
        FatImage image = new FatImage(FatType.FAT32, 5000).entry("HUGE       ", FOLDER, 3, 0);
        for (int cluster = 3; cluster < 4900; cluster++) {
            image.link(cluster, cluster + 1);
        }
        assertThatThrownBy(() -> image.open().list("/huge")).hasMessageContaining("longer than 2097152 bytes");
    }

    /** Offset and width of a boot sector field, and a value that cannot be. */
    @Test
    void refusesBootSectorsThatLie() {
        long[][] lies = {
            {510, 2, 0},
            {11, 2, 0},
            {11, 2, 513},
            {11, 2, 8192},
            {13, 1, 0},
            {13, 1, 3},
            {14, 2, 0},
            {14, 2, 65_535},
            {16, 1, 0},
            {16, 1, 255},
            {32, 4, 0},
            {32, 4, 0xFFFFFFFFL},
            {36, 4, 0},
            {36, 4, 1},
            {36, 4, 0xFFFFFFFFL},
            {40, 2, 0x81},
            {17, 2, 16}
        };
        for (long[] lie : lies) {
            FatImage image = image(FatType.FAT32);
            for (int i = 0; i < lie[1]; i++) {
                image.bytes.put((int) lie[0] + i, (byte) (lie[2] >>> (8 * i)));
            }
            assertThatThrownBy(image::open)
                    .as("field %d = %d", lie[0], lie[2])
                    .isInstanceOf(ImageFormatException.class);
        }
    }

    @Test
    void refusesAVolumeThatIsShorterThanItSays() {
        FatImage image = image(FatType.FAT16);
        for (int length : new int[] {0, 511, 512, image.bytes.capacity() - 1}) {
            byte[] cut = java.util.Arrays.copyOf(image.bytes.array(), length);
            assertThatThrownBy(() -> FatFileSystem.open(htg.fsimage.volume.Volume.of(cut)))
                    .isInstanceOf(ImageFormatException.class);
        }
    }

    @Test
    void survivesARootClusterThatIsNoCluster() throws IOException {
        FatImage image = image(FatType.FAT32);
        for (int cluster : new int[] {0, 1, 500, 0x0FFFFFF0}) {
            image.bytes.putInt(44, cluster);
            FatFileSystem fileSystem = image.open();
            assertThatThrownBy(() -> fileSystem.list("/")).isInstanceOf(ImageFormatException.class);
        }
    }
}
