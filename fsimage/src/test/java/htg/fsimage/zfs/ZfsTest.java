package htg.fsimage.zfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import htg.fsimage.volume.ImageFormatException;
import htg.fsimage.volume.Volume;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ZfsTest {
    private static final long POOL = 0xBC17_0000_0000_0001L;

    @Test
    void readsThePoolAndBothPartsOfItsMirror() throws IOException {
        Zfs zfs = Zfs.read(Volume.of(mirror()));
        assertThat(zfs.problems()).isEmpty();
        assertThat(zfs.label().poolName()).isEqualTo("lab");
        assertThat(Long.toUnsignedString(zfs.label().poolGuid())).isEqualTo("13553301603594797057");
        assertThat(zfs.label().state()).isEqualTo(ZfsLabel.EXPORTED);
        assertThat(zfs.label().hostId()).isEqualTo(0xFFFF_FFFFL);
        assertThat(zfs.label().partGuids()).containsExactly(11L, 12L);
    }

    @Test
    void aDeviceAloneIsItsWholePart() throws IOException {
        Map<String, Object> values = Map.of(
                "name", "a", "pool_guid", 1L, "state", 0L, "hostid", 5L, "guid", 7L, "vdev_tree", Map.of("guid", 7L));
        assertThat(Zfs.read(Volume.of(LabelImage.of(values))).label())
                .isEqualTo(new ZfsLabel("a", 1, 0, 5, 7, List.of(7L)));
    }

    /** As on Linux without an /etc/hostid. */
    @Test
    void aPoolOfAHostWithoutANumberHasNone() throws IOException {
        Map<String, Object> values =
                Map.of("name", "a", "pool_guid", 1L, "state", 0L, "guid", 7L, "vdev_tree", Map.of("guid", 7L));
        assertThat(Zfs.read(Volume.of(LabelImage.of(values))).label().hostId()).isZero();
    }

    @Test
    void readsWhatABigEndianMachineWrote() throws IOException {
        byte[] device = LabelImage.of(
                Map.of(
                        "name",
                        "a",
                        "pool_guid",
                        1L,
                        "state",
                        0L,
                        "hostid",
                        5L,
                        "guid",
                        7L,
                        "vdev_tree",
                        Map.of("guid", 7L)),
                ByteOrder.BIG_ENDIAN);
        assertThat(Zfs.read(Volume.of(device)).label()).isEqualTo(new ZfsLabel("a", 1, 0, 5, 7, List.of(7L)));
        assertThat(Zfs.read(Volume.of(device)).problems()).isEmpty();
    }

    @Test
    void reportsADamagedLabelAndReadsAnother() throws IOException {
        byte[] device = mirror();
        device[20 << 10]++;
        Zfs zfs = Zfs.read(Volume.of(device));
        assertThat(zfs.problems()).containsExactly("wrong checksum in the ZFS label at byte 0");
        assertThat(zfs.label().poolName()).isEqualTo("lab");
    }

    @Test
    void reportsLabelsThatContradictEachOther() throws IOException {
        byte[] device = mirror();
        byte[] other = LabelImage.of(Map.of(
                "name", "b", "pool_guid", 1L, "state", 0L, "hostid", 5L, "guid", 7L, "vdev_tree", Map.of("guid", 7L)));
        System.arraycopy(other, 0, device, 0, 256 << 10);
        assertThat(Zfs.read(Volume.of(device)).problems()).containsExactly("the ZFS labels contradict each other");
    }

    @Test
    void refusesALabelThatLacksWhatEveryLabelHas() {
        byte[] device = LabelImage.of(Map.of("name", "lab"));
        assertThatExceptionOfType(ImageFormatException.class)
                .isThrownBy(() -> Zfs.read(Volume.of(device)))
                .withMessage("a ZFS label without pool_guid");
    }

    @Test
    void refusesADeviceWithoutLabels() {
        assertThatExceptionOfType(ImageFormatException.class)
                .isThrownBy(() -> Zfs.read(Volume.of(new byte[2 << 20])))
                .withMessage("no ZFS label at byte 0");
        assertThatExceptionOfType(ImageFormatException.class).isThrownBy(() -> Zfs.read(Volume.of(new byte[512])));
    }

    private static byte[] mirror() {
        return LabelImage.of(Map.of(
                "name",
                "lab",
                "pool_guid",
                POOL,
                "state",
                1L,
                "hostid",
                0xFFFF_FFFFL,
                "guid",
                11L,
                "vdev_tree",
                Map.of("type", "mirror", "guid", 10L, "children", List.of(Map.of("guid", 11L), Map.of("guid", 12L)))));
    }
}
