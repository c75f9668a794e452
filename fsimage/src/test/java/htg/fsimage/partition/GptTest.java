package htg.fsimage.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GptTest {
    private static final UUID FIRST = UUID.fromString("aaaaaaaa-0000-4000-8000-000000000001");
    private static final UUID SECOND = UUID.fromString("aaaaaaaa-0000-4000-8000-000000000002");
    private static final int BACKUP = 199;

    private static GptImage image() {
        return new GptImage(512, 200)
                .with(1, PartitionTypes.BIOS_BOOT, FIRST, "BIOS boot", 40, 47)
                .with(2, PartitionTypes.EFI_SYSTEM, SECOND, "HTG-ESP ü", 48, 100)
                .sealed();
    }

    @Test
    void readsPartitionsWithTheirIdentityAndPlaceInBytes() throws IOException {
        Gpt gpt = Gpt.read(image().volume());
        assertThat(gpt.problems()).isEmpty();
        assertThat(gpt.isSound()).isTrue();
        assertThat(gpt.source()).isEqualTo(Gpt.Source.PRIMARY);
        assertThat(gpt.diskGuid()).hasToString("01234567-89ab-cdef-0123-456789abcdef");
        assertThat(gpt.firstUsableByte()).isEqualTo(34 * 512);
        assertThat(gpt.usableEnd()).isEqualTo(167 * 512);
        assertThat(gpt.partitions())
                .containsExactly(
                        new Partition(1, PartitionTypes.BIOS_BOOT, FIRST, "BIOS boot", 40 * 512, 8 * 512, 4),
                        new Partition(2, PartitionTypes.EFI_SYSTEM, SECOND, "HTG-ESP ü", 48 * 512, 53 * 512, 4));
        assertThat(gpt.onlyOfType(PartitionTypes.EFI_SYSTEM))
                .contains(gpt.partitions().get(1));
        assertThat(gpt.partition(3)).isEmpty();
    }

    @Test
    void findsOutThatSectorsAreFourKibibytes() throws IOException {
        GptImage image = new GptImage(4096, 100)
                .with(1, PartitionTypes.EFI_SYSTEM, FIRST, "ESP", 10, 19)
                .sealed();
        Gpt gpt = Gpt.read(image.volume());
        assertThat(gpt.sectorSize()).isEqualTo(4096);
        assertThat(gpt.partitions().get(0).firstByte()).isEqualTo(40_960);
        assertThat(gpt.isSound()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {512, 512 + 16, 512 + 40, 512 + 88, 1024, 1024 + 40})
    void usesTheBackupAndSaysSoWhenThePrimaryIsDamaged(int at) throws IOException {
        GptImage image = image();
        image.bytes.put(at, (byte) (image.bytes.get(at) ^ 1));
        Gpt gpt = Gpt.read(image.volume());
        assertThat(gpt.source()).isEqualTo(Gpt.Source.BACKUP);
        assertThat(gpt.partitions()).hasSize(2);
        assertThat(gpt.problems()).singleElement().asString().contains("primary copy is damaged");
    }

    @Test
    void saysThatTheBackupIsDamagedOrNotAtTheEnd() throws IOException {
        GptImage damaged = image();
        damaged.bytes.put(BACKUP * 512, (byte) 0);
        assertThat(Gpt.read(damaged.volume()).problems())
                .singleElement()
                .asString()
                .contains("backup copy is damaged");

        Volume grown = Volume.of(Arrays.copyOf(image().bytes.array(), 300 * 512));
        assertThat(Gpt.read(grown).problems()).containsExactly("the backup GPT is in sector 199, not in the last, 299");
    }

    @Test
    void saysThatTheCopiesDiffer() throws IOException {
        GptImage image = image();
        image.bytes.put(BACKUP * 512 + 56, (byte) 0x55);
        image.reseal(BACKUP);
        assertThat(Gpt.read(image.volume()).problems()).containsExactly("the two copies of the GPT differ");
    }

    @Test
    void saysThatNoMasterBootRecordProtectsIt() throws IOException {
        GptImage plain = image();
        plain.bytes.put(450, (byte) 0x83);
        assertThat(Gpt.read(plain.volume()).problems())
                .containsExactly("the master boot record does not protect the GPT");
        GptImage none = image();
        none.bytes.putShort(510, (short) 0);
        assertThat(Gpt.read(none.volume()).problems())
                .singleElement()
                .asString()
                .contains("no protective MBR");
    }

    @Test
    void refusesADiskWithNeitherCopy() {
        assertThatThrownBy(() -> Gpt.read(Volume.of(new byte[100 * 512])))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageStartingWith("no GPT: GPT header: no signature in sector 1");
        for (int length : new int[] {0, 1, 511, 512, 1023, 1024}) {
            byte[] start = Arrays.copyOf(image().bytes.array(), length);
            assertThatThrownBy(() -> Gpt.read(Volume.of(start))).isInstanceOf(ImageFormatException.class);
        }
    }

    @Test
    void refusesATruncatedDiskWhosePartitionsAreGone() {
        Volume truncated = Volume.of(Arrays.copyOf(image().bytes.array(), 80 * 512));
        assertThatThrownBy(() -> Gpt.read(truncated))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining("on a disk of 80");
    }

    @Test
    void refusesPartitionsThatOverlap() {
        GptImage image = image().with(3, PartitionTypes.LINUX_ROOT_X86_64, FIRST, "over", 100, 110);
        assertThatThrownBy(() -> Gpt.read(image.sealed().volume())).hasMessage("partitions 2 and 3 overlap");
    }

    @Test
    void refusesPartitionsOutsideTheDiskOrBackwards() {
        for (long[] range : new long[][] {{0, 10}, {150, 190}, {60, 50}, {-5, 20}, {40, Long.MAX_VALUE}}) {
            GptImage image = new GptImage(512, 200)
                    .with(1, PartitionTypes.EFI_SYSTEM, FIRST, "bad", range[0], range[1])
                    .sealed();
            assertThatThrownBy(() -> Gpt.read(image.volume())).isInstanceOf(ImageFormatException.class);
        }
    }

    /** Offsets into the header and hostile values for a field that is then given a right checksum. */
    @Test
    void refusesHeadersThatLieWithARightChecksum() {
        long[][] lies = {
            {12, 0},
            {12, 91},
            {12, 513},
            {12, 0xFFFFFFFFL},
            {24, 2},
            {40, 500},
            {48, 500},
            {48, -1},
            {72, 500},
            {72, -1},
            {72, Long.MAX_VALUE},
            {80, 0xFFFFFFFFL},
            {80, 1 << 20},
            {84, 0},
            {84, 100},
            {84, 1L << 31}
        };
        for (long[] lie : lies) {
            GptImage image = image();
            for (int sector : new int[] {1, BACKUP}) {
                int at = sector * 512 + (int) lie[0];
                boolean wide = lie[0] == 24 || (lie[0] >= 40 && lie[0] <= 72);
                if (wide) {
                    image.bytes.putLong(at, lie[1]);
                } else {
                    image.bytes.putInt(at, (int) lie[1]);
                }
                image.reseal(sector);
            }
            assertThatThrownBy(() -> Gpt.read(image.volume()))
                    .as("field %d = %d", lie[0], lie[1])
                    .isInstanceOf(ImageFormatException.class);
        }
    }

    @Test
    void readsAMasterBootRecord() throws IOException {
        GptImage image = image();
        image.bytes.putInt(440, 0xDEADBEEF);
        Mbr mbr = Mbr.read(image.volume());
        assertThat(mbr.isProtective()).isTrue();
        assertThat(mbr.diskSignature()).isEqualTo(0xDEADBEEFL);
        assertThat(mbr.entries()).containsExactly(new MbrEntry(1, false, Mbr.PROTECTIVE, 1, 199));
        image.bytes.put(446, (byte) 0x12);
        assertThatThrownBy(() -> Mbr.read(image.volume())).hasMessageContaining("boot flag 18");
    }
}
