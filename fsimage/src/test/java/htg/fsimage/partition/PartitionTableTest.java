package htg.fsimage.partition;

import static org.assertj.core.api.Assertions.assertThat;

import htg.fsimage.testkit.Mutants;
import htg.fsimage.testkit.VolumeReader;
import htg.fsimage.volume.Extent;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PartitionTableTest {
    private static final int COUNT = Integer.getInteger("htg.test.mutants", 300);

    private static Extent sectors(long first, long count) {
        return new Extent(first * 512, count * 512);
    }

    private static TableImage logicalPartitions() {
        return new TableImage(1000)
                .diskSignature(0xCAFE1234)
                .slot(0, 1, 0x83, 10, 90)
                .slot(0, 3, 0x05, 100, 800)
                .slot(100, 1, 0x83, 5, 50)
                .slot(100, 2, 0x05, 200, 100)
                .slot(300, 1, 0x82, 5, 60)
                .slot(300, 2, 0x05, 400, 100)
                .slot(500, 1, 0x07, 5, 70);
    }

    @Test
    void followsLogicalPartitions() throws IOException {
        PartitionTable table = logicalPartitions().table();
        assertThat(table.scheme()).isEqualTo(Scheme.MBR);
        assertThat(table.identifier()).isEqualTo("cafe1234");
        assertThat(table.problems()).isEmpty();
        assertThat(table.slices()).extracting(Slice::name).containsExactly("1", "3", "5", "6", "7");
        assertThat(table.leaves()).extracting(Slice::name).containsExactly("1", "5", "6", "7");
        assertThat(table.leaves())
                .extracting(Slice::extent)
                .containsExactly(sectors(10, 90), sectors(105, 50), sectors(305, 60), sectors(505, 70));
        assertThat(table.slice("6").orElseThrow().uuid()).isEqualTo("cafe1234-06");
        assertThat(table.slice("7").orElseThrow().type()).isEqualTo("NTFS or exFAT");
    }

    @Test
    void endsWhenLogicalPartitionsFormACircleOrBreakOff() throws IOException {
        PartitionTable circle = logicalPartitions().slot(500, 2, 0x05, 200, 100).table();
        assertThat(circle.slices()).hasSize(5);
        assertThat(circle.problems()).containsExactly("The chain of logical partitions comes back to sector 300.");
        PartitionTable broken = logicalPartitions().slot(500, 2, 0x05, 600, 100).table();
        assertThat(broken.slices()).hasSize(5);
        assertThat(broken.problems())
                .containsExactly("The chain of logical partitions breaks off: no extended boot record in sector 700.");
    }

    @Test
    void tellsOfOverlapsAndOfPartitionsThatLeaveTheDisk() throws IOException {
        PartitionTable table = new TableImage(100)
                .slot(0, 1, 0x83, 10, 90)
                .slot(0, 2, 0x83, 50, 100)
                .slot(0, 3, 0x83, -1, -1)
                .table();
        assertThat(table.problems())
                .containsExactly(
                        "Partition 2 leaves the disk.", "Partition 3 leaves the disk.", "Partitions 1 and 2 overlap.");
        Volume disk = Volume.of(new byte[100 * 512]);
        assertThat(table.slices().get(1).volume(disk).size()).isEqualTo(50 * 512);
        assertThat(table.slices().get(2).volume(disk).size()).isZero();
    }

    @Test
    void countsInFreeBsdFromWhereItsPartitionCBegins() throws IOException {
        TableImage relative =
                new TableImage(1000).slot(0, 2, 0xA5, 100, 500).bsd(101).bsd(101, 'c', 0, 0, 500);
        PartitionTable table =
                relative.bsd(101, 'a', 7, 16, 200).bsd(101, 'b', 1, 216, 50).table();
        assertThat(table.slices()).extracting(Slice::name).containsExactly("2", "2a", "2b");
        assertThat(table.slice("2a").orElseThrow().extent()).isEqualTo(sectors(116, 200));
        assertThat(table.problems()).isEmpty();
        TableImage absolute =
                new TableImage(1000).slot(0, 2, 0xA5, 100, 500).bsd(101).bsd(101, 'c', 0, 100, 500);
        assertThat(absolute.bsd(101, 'a', 7, 116, 200)
                        .table()
                        .slice("2a")
                        .orElseThrow()
                        .extent())
                .isEqualTo(sectors(116, 200));
    }

    @Test
    void countsInNetBsdAndOpenBsdFromTheStartOfTheDisk() throws IOException {
        for (int type : new int[] {0xA6, 0xA9}) {
            PartitionTable table = new TableImage(1000)
                    .slot(0, 1, 0x0C, 2, 90)
                    .slot(0, 4, type, 100, 500)
                    .bsd(101)
                    .bsd(101, 'a', 7, 100, 200)
                    .bsd(101, 'c', 0, 0, 1000)
                    .bsd(101, 'd', 7, 400, 200)
                    .bsd(101, 'e', 8, 2, 90)
                    .bsd(101, 'f', 7, 900, 50)
                    .table();
            assertThat(table.slices()).extracting(Slice::name).containsExactly("1", "4", "4a", "4d", "4f");
            assertThat(table.slice("4d").orElseThrow().extent()).isEqualTo(sectors(400, 200));
            assertThat(table.problems()).containsExactly("Partition 4f is not within partition 4.");
        }
    }

    @Test
    void readsLargePartitionsOfOpenBsd() throws IOException {
        TableImage image =
                new TableImage(1000).slot(0, 1, 0xA6, 100, 500).bsd(101).bsd(101, 'a', 7, 200, 1);
        int at = 101 * 512;
        image.bytes.putShort(at + 114, (short) 1).putShort(at + 148 + 10, (short) 2);
        assertThat(image.sealBsd(101).table().slice("1a").orElseThrow().extent())
                .isEqualTo(sectors(200, (2L << 32) + 1));
    }

    @Test
    void tellsOfADamagedDisklabel() throws IOException {
        TableImage image =
                new TableImage(1000).slot(0, 1, 0xA5, 100, 500).bsd(101).bsd(101, 'a', 7, 0, 9);
        image.bytes.putInt(101 * 512 + 148, 10);
        assertThat(image.table().problems()).containsExactly("The disklabel at byte 51712 has a wrong checksum.");
        image.bytes.putShort(101 * 512 + 138, (short) 99);
        assertThat(image.table().problems()).singleElement().asString().contains("it has 99 partitions");
    }

    @Test
    void readsADisklabelOfAWholeDisk() throws IOException {
        PartitionTable table = new TableImage(1000)
                .bsd(1)
                .bsd(1, 'a', 7, 64, 500)
                .bsd(1, 'b', 1, 564, 100)
                .table();
        assertThat(table.scheme()).isEqualTo(Scheme.BSD);
        assertThat(table.slices()).extracting(Slice::name).containsExactly("a", "b");
    }

    @Test
    void tellsSolarisFromLinuxSwapInPartitionsOfTheSameType() throws IOException {
        TableImage image = new TableImage(1000).slot(0, 1, 0x82, 100, 500);
        assertThat(image.table().slices()).hasSize(1);
        PartitionTable table = image.vtoc(101)
                .vtoc(101, 'a', 2, 16, 300)
                .vtoc(101, 'b', 3, 316, 100)
                .vtoc(101, 'c', 5, 0, 500)
                .table();
        assertThat(table.slices()).extracting(Slice::name).containsExactly("1", "1a", "1b");
        assertThat(table.slice("1a").orElseThrow().extent()).isEqualTo(sectors(116, 300));
        assertThat(table.slice("1b").orElseThrow().type()).isEqualTo("Solaris swap");
        assertThat(table.problems()).isEmpty();
        assertThat(new TableImage(1000).slot(0, 1, 0xBF, 100, 500).table().problems())
                .containsExactly("Partition 1 has no VTOC.");
    }

    @Test
    void readsApplesMap() throws IOException {
        PartitionTable table = new TableImage(100)
                .apple("Apple_partition_map", "Apple_HFS", "Apple_Free")
                .table();
        assertThat(table.scheme()).isEqualTo(Scheme.APPLE);
        assertThat(table.slices()).extracting(Slice::type).contains("Apple_HFS");
        assertThat(table.slices().get(2).label()).isEqualTo("name 2");
        assertThat(table.slices().get(2).extent()).isEqualTo(sectors(4, 4));
    }

    @Test
    void readsAGptWithSectorsOf4096BytesAndOneThatIsCutOff() throws IOException {
        UUID type = PartitionTypes.EFI_SYSTEM;
        GptImage image = new GptImage(4096, 100)
                .with(2, type, new UUID(1, 2), "esp", 20, 29)
                .sealed();
        PartitionTable table = PartitionTable.read(image.volume());
        assertThat(table.sectorSize()).isEqualTo(4096);
        assertThat(table.slices()).extracting(Slice::extent).containsExactly(new Extent(20 * 4096, 10 * 4096));
        assertThat(table.slices()).extracting(Slice::type).containsExactly("EFI system partition");
        Volume cut = image.volume().range(0, 25 * 4096);
        assertThat(PartitionTable.read(cut).problems()).contains("Partition 2 leaves the disk.");
    }

    /** On machines with UEFI a GPT has one partition for all of OpenBSD. */
    @Test
    void findsTheDisklabelsWithinAGpt() throws IOException {
        UUID openBsd = UUID.fromString("824cc7a0-36a8-11e3-890a-952519ad3f61");
        UUID freeBsd = UUID.fromString("516e7cb4-6ecf-11d6-8ff8-00022d09712b");
        GptImage image = new GptImage(512, 1000)
                .with(1, PartitionTypes.EFI_SYSTEM, new UUID(1, 1), "esp", 40, 99)
                .with(2, openBsd, new UUID(1, 2), "OpenBSD", 100, 599)
                .with(3, freeBsd, new UUID(1, 3), "FreeBSD", 600, 899)
                .with(4, openBsd, new UUID(1, 4), "empty", 900, 949)
                .sealed();
        TableImage labels = new TableImage(1000)
                .bsd(101)
                .bsd(101, 'a', 7, 164, 200)
                .bsd(101, 'c', 0, 0, 1000)
                .bsd(101, 'd', 8, 40, 60)
                .bsd(601)
                .bsd(601, 'a', 7, 16, 100);
        for (int sector : new int[] {101, 601}) {
            image.bytes.put(sector * 512, labels.bytes.array(), sector * 512, 512);
        }
        PartitionTable table = PartitionTable.read(image.volume());
        assertThat(table.problems()).isEmpty();
        assertThat(table.leaves()).extracting(Slice::name).containsExactly("1", "2a", "3a", "4");
        assertThat(table.slice("2a").orElseThrow().extent()).isEqualTo(sectors(164, 200));
        assertThat(table.slice("3a").orElseThrow().extent()).isEqualTo(sectors(616, 100));
    }

    @Test
    void readsOnWhereAGptLeadsADisklabelBeyondAllDisks() throws IOException {
        UUID openBsd = UUID.fromString("824cc7a0-36a8-11e3-890a-952519ad3f61");
        long last = Long.MAX_VALUE / 512 - 1;
        PartitionTable table = PartitionTable.read(new GptImage(512, 1000)
                .with(2, openBsd, new UUID(1, 2), "OpenBSD", last, last)
                .sealed()
                .volume());
        assertThat(table.leaves()).extracting(Slice::name).containsExactly("2");
    }

    @Test
    void followsTheMbrWhereItDoesNotProtectAGpt() throws IOException {
        GptImage image = new GptImage(512, 200)
                .with(1, PartitionTypes.EFI_SYSTEM, new UUID(1, 2), "esp", 40, 49)
                .sealed();
        image.bytes.put(446 + 4, (byte) 0x83);
        PartitionTable table = PartitionTable.read(image.volume());
        assertThat(table.scheme()).isEqualTo(Scheme.MBR);
        assertThat(table.problems()).contains("There is a GPT as well, which the master boot record does not protect.");
    }

    @Test
    void findsNothingWhereNothingIs() throws IOException {
        assertThat(PartitionTable.read(Volume.of(new byte[0])).scheme()).isEqualTo(Scheme.NONE);
        assertThat(new TableImage(10).table().scheme()).isEqualTo(Scheme.NONE);
    }

    @Test
    void survivesDamage() throws IOException {
        TableImage image = logicalPartitions()
                .slot(0, 2, 0xA5, 900, 50)
                .slot(0, 4, 0xBF, 950, 50)
                .bsd(901)
                .bsd(901, 'a', 7, 10, 10)
                .vtoc(951)
                .vtoc(951, 'a', 2, 10, 10);
        List<Mutants.Field> fields = new ArrayList<>(Mutants.fields(440, 512, 2));
        for (int sector : new int[] {100, 300, 500}) {
            fields.addAll(Mutants.fields(sector * 512 + 446, sector * 512 + 512, 2));
        }
        fields.addAll(Mutants.fields(901 * 512, 901 * 512 + 300, 4));
        fields.addAll(Mutants.fields(951 * 512, 951 * 512 + 300, 4));
        new Mutants(reader(), image.bytes.array(), fields, PartitionTableTest::seal, 3).survive(COUNT);
        TableImage apple = new TableImage(100).apple("Apple_partition_map", "Apple_HFS");
        new Mutants(reader(), apple.bytes.array(), Mutants.fields(0, 1536, 4), Mutants.Seal.none(), 4).survive(COUNT);
    }

    @Test
    void survivesDamageToAGpt() throws IOException {
        GptImage image = new GptImage(512, 200)
                .with(1, PartitionTypes.EFI_SYSTEM, new UUID(1, 2), "esp", 40, 49)
                .with(2, PartitionTypes.BIOS_BOOT, new UUID(1, 3), "bios", 50, 59)
                .sealed();
        List<Mutants.Field> fields = new ArrayList<>(Mutants.fields(512, 512 + 92, 4));
        fields.addAll(Mutants.fields(1024, 1024 + 256, 8));
        new Mutants(reader(), image.bytes.array(), fields, PartitionTableTest::sealGpt, 3).survive(COUNT);
    }

    private static VolumeReader reader() {
        return new VolumeReader(disk -> {
            List<Volume> volumes = new ArrayList<>();
            for (Slice slice : PartitionTable.read(disk).slices()) {
                volumes.add(slice.volume(disk));
            }
            return volumes;
        });
    }

    private static void seal(byte[] image) {
        TableImage sealed = new TableImage(image.length / 512);
        sealed.bytes.put(0, image);
        sealed.sealBsd(901).sealVtoc(951);
        sealed.bytes.get(0, image);
    }

    private static void sealGpt(byte[] image) {
        var bytes = java.nio.ByteBuffer.wrap(image).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        var crc = new java.util.zip.CRC32();
        crc.update(image, 1024, 128 * 128);
        bytes.putInt(512 + 88, (int) crc.getValue()).putInt(512 + 16, 0);
        crc.reset();
        crc.update(image, 512, 92);
        bytes.putInt(512 + 16, (int) crc.getValue());
    }
}
