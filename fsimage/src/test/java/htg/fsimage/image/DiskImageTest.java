package htg.fsimage.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.fs.FileSystem;
import htg.fsimage.fs.FileSystemProvider;
import htg.fsimage.fs.Limits;
import htg.fsimage.fs.OpenRequest;
import htg.fsimage.fs.Providers;
import htg.fsimage.fs.Signature;
import htg.fsimage.fs.Signature.Strength;
import htg.fsimage.testkit.Mutants;
import htg.fsimage.testkit.VolumeReader;
import htg.fsimage.volume.UnsupportedFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DiskImageTest {
    private static final int SIZE = 300 << 10;

    /** Recognizes a letter at a place of its own, and opens nothing. */
    private record Letter(String name, int place, char letter, Strength strength) implements FileSystemProvider {
        @Override
        public Optional<Signature> probe(byte[] start) {
            return start.length > place && start[place] == letter
                    ? Optional.of(new Signature(name, strength))
                    : Optional.empty();
        }

        @Override
        public FileSystem open(OpenRequest request) throws IOException {
            throw new UnsupportedFormatException(
                    name + " with " + request.others().size() + " others");
        }
    }

    private static ImageOptions options(FileSystemProvider... providers) {
        return ImageOptions.standard().providers(Providers.of(List.of(providers)));
    }

    private static final Letter FIRST = new Letter("first", 5000, 'a', Strength.MAGIC);
    private static final Letter SECOND = new Letter("second", 6000, 'b', Strength.MAGIC);
    private static final Letter PROVEN = new Letter("proven", 7000, 'c', Strength.PROVEN);
    private static final Letter ISO = new Letter("iso9660", 6000, 'b', Strength.MAGIC);

    private static byte[] disk() {
        return new byte[SIZE];
    }

    private static void put(byte[] disk, int place, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, disk, place, bytes.length);
    }

    private static ImageVolume only(byte[] disk, FileSystemProvider... providers) throws IOException {
        List<ImageVolume> volumes =
                DiskImage.open(Volume.of(disk), options(providers)).volumes();
        assertThat(volumes).hasSize(1);
        return volumes.get(0);
    }

    @Test
    void findsAFileSystemOnAWholeDiskAndOpensItWithTheOthers() throws IOException {
        byte[] disk = disk();
        put(disk, 5000, "a");
        ImageVolume volume = only(disk, FIRST, SECOND);
        assertThat(volume.slice()).isEmpty();
        assertThat(volume.contents().type()).isEqualTo("first");
        assertThatThrownBy(() -> volume.open(List.of(volume), Limits.STANDARD)).hasMessage("first with 0 others");
    }

    @Test
    void takesAVolumeForEncryptedWhateverElseIsOnIt() throws IOException {
        byte[] disk = disk();
        put(disk, 0, "LUKS\u00ba\u00be\0\u0001");
        put(disk, 7000, "c");
        ImageVolume volume = only(disk, FIRST, PROVEN);
        assertThat(volume.contents().type()).isEqualTo("crypto_LUKS");
        assertThat(volume.problems()).containsExactly("It looks like proven as well, but is taken for crypto_LUKS.");
    }

    @Test
    void namesAUdfWhoseVolumeDescriptorsAreNotThere() throws IOException {
        byte[] disk = disk();
        put(disk, (34 << 10) + 1, "NSR03");
        put(disk, 256 * 512, "\u0002\0");
        put(disk, 256 * 512 + 16, "\0\u0010\0\0\u00ff\u00ff\u00ff");
        assertThat(only(disk).contents().type()).isEqualTo("udf");
    }

    /** Spares have no label with a pool's name, and others may be damaged. */
    @Test
    void namesAPartOfAPoolWithoutASoundLabel() throws IOException {
        for (String magic : List.of("\u000c\u00b1\u00ba", "\0\0\0\0\0\u00ba\u00b1\u000c")) {
            byte[] disk = disk();
            for (int slot = 0; slot < 3; slot++) {
                put(disk, (128 + slot) << 10, magic);
            }
            assertThat(only(disk).contents().type()).isEmpty();
            put(disk, 255 << 10, magic);
            assertThat(only(disk).contents().type()).isEqualTo("zfs_member");
        }
    }

    @Test
    void readsNeitherOfTwoFileSystemsThatClaimAVolumeAlike() throws IOException {
        byte[] disk = disk();
        put(disk, 5000, "a");
        put(disk, 6000, "b");
        ImageVolume volume = only(disk, FIRST, SECOND);
        assertThat(volume.contents().type()).isEqualTo("ambivalent");
        assertThat(volume.problems()).containsExactly("It looks like first and like second.");
        put(disk, 7000, "c");
        assertThat(only(disk, FIRST, SECOND, PROVEN).contents().type()).isEqualTo("proven");
        assertThat(only(disk, FIRST, SECOND, PROVEN).problems()).hasSize(2);
        put(disk, 3, "NTFS    ");
        assertThat(only(disk, FIRST).contents().type()).isEqualTo("ambivalent");
    }

    @Test
    void knowsThatAnIsoMayHaveAPartitionTableInFrontOfIt() throws IOException {
        byte[] disk = disk();
        put(disk, 6000, "b");
        put(disk, 510, "U\u00aa");
        put(disk, 446 + 4, "\u0083\0\0\0 \0\0\0 ");
        DiskImage image = DiskImage.open(Volume.of(disk), options(ISO));
        assertThat(image.volumes()).extracting(ImageVolume::name).containsExactly("1", "");
        assertThat(image.volumes().get(1).contents().type()).isEqualTo("iso9660");
        assertThat(DiskImage.open(Volume.of(disk), options(SECOND)).volumes()).hasSize(1);
    }

    @Test
    void tellsOfALayerOnADiskWithPartitions() throws IOException {
        byte[] disk = disk();
        put(disk, 0, "verity\0\0");
        put(disk, 510, "U\u00aa");
        put(disk, 446 + 4, "\u0083\0\0\0 \0\0\0 ");
        assertThat(DiskImage.open(Volume.of(disk), options()).problems())
                .containsExactly(
                        "The disk as a whole looks like DM_verity_hash, but is taken for a disk with partitions.");
    }

    /** A disk of which some bytes cannot be read, as with a damaged cluster of its container. */
    private record Damaged(Volume whole, long start, long end) implements Volume {
        @Override
        public long size() {
            return whole.size();
        }

        @Override
        public void read(long offset, java.nio.ByteBuffer into) throws IOException {
            if (offset < end && offset + into.remaining() > start) {
                throw new htg.fsimage.volume.CorruptFileSystemException("cluster", start, "it is damaged");
            }
            whole.read(offset, into);
        }

        @Override
        public void close() {}
    }

    @Test
    void damageInOneVolumeDoesNotHideTheOthers() throws IOException {
        byte[] disk = disk();
        put(disk, 510, "U\u00aa");
        put(disk, 446 + 4, "\u0083\0\0\0 \0\0\0 ");
        put(disk, 446 + 16 + 4, "\u0083\0\0\0@\0\0\0 ");
        put(disk, 64 * 512 + 5000, "a");
        for (int at = 4096; at < SIZE / 2; at += 4096) {
            DiskImage image = DiskImage.open(new Damaged(Volume.of(disk), at, at + 4096), options(FIRST));
            boolean second = at >= 64 * 512 && at < 96 * 512;
            assertThat(image.volumes()).extracting(ImageVolume::name).startsWith("1", "2");
            assertThat(image.volumes().get(1).contents().type()).isEqualTo(second ? "" : "first");
            assertThat(image.volumes().get(1).problems()).hasSize(second ? 1 : 0);
        }
    }

    @Test
    void survivesDamageToSuperblocks() throws IOException {
        byte[] disk = disk();
        put(disk, 3, "EXFAT   ");
        put(disk, 108, "\u0009\u0003");
        put(disk, 4096 - 10, "SWAPSPACE2");
        put(disk, 1024, "\u00e2\u00e1\u00f5\u00e0");
        put(disk, 32 << 10, "JFS1");
        put(disk, (34 << 10) + 1, "NSR03");
        put(disk, 256 * 512, "\u0002\0");
        VolumeReader reader = new VolumeReader(volume -> {
            DiskImage image = DiskImage.open(volume, options());
            assertThat(image.volumes()).isNotEmpty();
            return image.volumes().stream().map(ImageVolume::volume).toList();
        });
        List<Mutants.Field> fields = new ArrayList<>(Mutants.fields(0, 512, 4));
        fields.addAll(Mutants.fields(1024, 1280, 4));
        fields.addAll(Mutants.fields(256 * 512, 256 * 512 + 64, 4));
        new Mutants(reader, disk, fields, Mutants.Seal.none(), 9).survive(Integer.getInteger("htg.test.mutants", 300));
        put(disk, 3, "NTFS    ");
        new Mutants(reader, disk, fields, Mutants.Seal.none(), 8).survive(Integer.getInteger("htg.test.mutants", 300));
    }
}
