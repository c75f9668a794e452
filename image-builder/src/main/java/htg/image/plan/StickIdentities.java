package htg.image.plan;

import java.util.HexFormat;
import java.util.UUID;

/**
 * The numbers of one stick's own parts, see {@link Identities}.
 *
 * @param disk GUID of the partition table
 * @param biosBoot unique GUID of the BIOS boot partition
 * @param esp unique GUID of the EFI system partition
 * @param root unique GUID of the root pool's partition
 * @param poolDevice UUID of the stick's part of a btrfs pool, where that can be chosen
 * @param espVolumeId serial number of the FAT file system
 * @param token what GRUB and the trampoline tell copies of the pool's sticks apart by, until the base renews it
 */
public record StickIdentities(
        UUID disk, UUID biosBoot, UUID esp, UUID root, UUID poolDevice, int espVolumeId, String token) {

    /** For example {@code 1A2B-3C4D}, as GRUB and {@code blkid} print it. */
    public String espVolumeName() {
        String hex = HexFormat.of().withUpperCase().toHexDigits(espVolumeId);
        return hex.substring(0, 4) + "-" + hex.substring(4);
    }
}
