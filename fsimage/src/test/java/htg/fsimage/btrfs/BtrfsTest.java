package htg.fsimage.btrfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class BtrfsTest {
    private static final int SIZE = 65 << 20;
    private static final int FIRST = 64 << 10;
    private static final int MIRROR = 64 << 20;

    private final ByteBuffer device = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);

    private void write(int position, long generation) {
        device.putLong(position + 0x20, 0x1122334455667788L).putLong(position + 0x28, 0x0102030405060708L);
        device.putLong(position + 0x30, position).put(position + 0x40, ascii("_BHRfS_M"));
        device.putLong(position + 0x48, generation)
                .putLong(position + 0x70, SIZE)
                .putLong(position + 0x78, 4096);
        device.putLong(position + 0x88, 1).putInt(position + 0x90, 4096).putInt(position + 0x94, 16_384);
        device.putLong(position + 0xC9 + 8, SIZE).putLong(position + 0xC9 + 66, 0x7FL);
        device.put(position + 0x12B, ascii("pool"));
        seal(position);
    }

    private void seal(int position) {
        CRC32C crc = new CRC32C();
        crc.update(device.array(), position + 32, 4096 - 32);
        device.putInt(position, (int) crc.getValue());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private Volume volume() {
        return Volume.of(device.array());
    }

    @Test
    void readsWhatIdentifiesAFileSystem() throws IOException {
        write(FIRST, 7);
        write(MIRROR, 7);
        Btrfs btrfs = Btrfs.read(volume());
        assertThat(btrfs.isSound()).isTrue();
        assertThat(btrfs.copies()).hasSize(2);
        BtrfsSuperblock superblock = btrfs.superblock();
        assertThat(superblock.position()).isEqualTo(FIRST);
        assertThat(superblock.fsid()).hasToString("88776655-4433-2211-0807-060504030201");
        assertThat(superblock.deviceUuid()).hasToString("7f000000-0000-0000-0000-000000000000");
        assertThat(superblock.label()).isEqualTo("pool");
        assertThat(superblock.generation()).isEqualTo(7);
        assertThat(superblock.usedBytes()).isEqualTo(4096);
        assertThat(superblock.checksum()).isEqualTo(ChecksumType.CRC32C);
    }

    @Test
    void prefersTheNewestCopyAndTellsOfDamage() throws IOException {
        write(FIRST, 7);
        write(MIRROR, 8);
        assertThat(Btrfs.read(volume()).superblock().generation()).isEqualTo(8);
        device.put(FIRST + 0x200, (byte) 1);
        Btrfs btrfs = Btrfs.read(volume());
        assertThat(btrfs.superblock().position()).isEqualTo(MIRROR);
        assertThat(btrfs.problems()).containsExactly("wrong checksum in the btrfs superblock at byte 65536");
    }

    @Test
    void tellsOfACopyThatBelongsToAnotherFileSystem() throws IOException {
        write(FIRST, 7);
        write(MIRROR, 9);
        device.put(MIRROR + 0x20, (byte) 1);
        seal(MIRROR);
        Btrfs btrfs = Btrfs.read(volume());
        assertThat(btrfs.superblock().generation()).isEqualTo(7);
        assertThat(btrfs.problems()).singleElement().asString().contains("another file system");
    }

    @Test
    void verifiesSha256Checksums() throws Exception {
        write(FIRST, 7);
        device.putShort(FIRST + 0xC4, (short) 2);
        byte[] covered = Arrays.copyOfRange(device.array(), FIRST + 32, FIRST + 4096);
        device.put(FIRST, java.security.MessageDigest.getInstance("SHA-256").digest(covered));
        assertThat(Btrfs.read(volume()).superblock().checksum()).isEqualTo(ChecksumType.SHA256);
    }

    @Test
    void refusesADeviceWithoutASuperblock() {
        assertThatThrownBy(() -> Btrfs.read(volume())).hasMessage("no btrfs superblock at byte 65536");
        assertThatThrownBy(() -> Btrfs.read(Volume.of(new byte[FIRST]))).isInstanceOf(ImageFormatException.class);
    }

    @Test
    void refusesNumbersThatContradictEachOther() {
        long[][] lies = {{0x70, 1}, {0x78, -1}, {0xD1, SIZE * 2L}, {0xD1, -1}, {0x88, 0}, {0x90, 100}, {0x90, 0}};
        for (long[] lie : lies) {
            write(FIRST, 7);
            device.putLong(FIRST + (int) lie[0], lie[1]);
            seal(FIRST);
            assertThatThrownBy(() -> Btrfs.read(volume()))
                    .as("field %x = %d", lie[0], lie[1])
                    .isInstanceOf(ImageFormatException.class);
        }
        write(FIRST, 7);
        device.putLong(FIRST + 0x30, MIRROR);
        seal(FIRST);
        assertThatThrownBy(() -> Btrfs.read(volume())).hasMessageContaining("says it belongs at");
        device.putShort(FIRST + 0xC4, (short) 4);
        assertThatThrownBy(() -> Btrfs.read(volume())).hasMessageContaining("checksum type 4 cannot be verified");
    }
}
