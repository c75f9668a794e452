package htg.image.plan;

import htg.common.io.Digests;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.UUID;

/**
 * The numbers by which a stick and its parts are found. They are derived from the build's inputs: the same inputs give the
 * same stick, different inputs give sticks that never take one for the other.
 *
 * @param disk GUID of the partition table
 * @param biosBoot unique GUID of the BIOS boot partition
 * @param esp unique GUID of the EFI system partition
 * @param root unique GUID of the root pool's partition
 * @param pool file-system UUID of the root pool, by which the trampoline finds it
 * @param poolDevice UUID of the pool's one device
 * @param espVolumeId serial number of the FAT file system
 * @param hostId as {@code gethostid(3)}; never zero
 */
public record Identities(
        UUID disk, UUID biosBoot, UUID esp, UUID root, UUID pool, UUID poolDevice, int espVolumeId, int hostId) {

    /** Derives all of them from one text. */
    public static Identities derivedFrom(String seed) {
        return new Identities(
                uuid(seed, "disk"),
                uuid(seed, "bios-boot"),
                uuid(seed, "esp"),
                uuid(seed, "root"),
                uuid(seed, "pool"),
                uuid(seed, "pool-device"),
                number(seed, "esp-volume"),
                number(seed, "hostid"));
    }

    /** For example {@code 1A2B-3C4D}, as GRUB and {@code blkid} print it. */
    public String espVolumeName() {
        String hex = HexFormat.of().withUpperCase().toHexDigits(espVolumeId);
        return hex.substring(0, 4) + "-" + hex.substring(4);
    }

    /** A version 8 UUID (RFC 9562): its bits are ours to define. */
    private static UUID uuid(String seed, String what) {
        ByteBuffer digest = digest(seed, what);
        long high = (digest.getLong() & ~0xF000L) | 0x8000L;
        long low = (digest.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static int number(String seed, String what) {
        return digest(seed, what).getInt() | 1;
    }

    private static ByteBuffer digest(String seed, String what) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(Digests.sha256(what + "\n" + seed)));
    }
}
