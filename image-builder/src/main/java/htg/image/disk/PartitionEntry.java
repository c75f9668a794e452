package htg.image.disk;

import java.util.UUID;

/**
 * One entry of the table.
 *
 * @param start in bytes, a multiple of 4096, so that sectors of any size begin there
 * @param length in bytes, likewise
 * @param attributes bit field of UEFI 5.3.3 and of the type
 * @param name at most 36 UTF-16 units
 */
public record PartitionEntry(UUID type, UUID unique, long start, long length, long attributes, String name) {
    public static final UUID BIOS_BOOT = UUID.fromString("21686148-6449-6e6f-744e-656564454649");
    public static final UUID EFI_SYSTEM = UUID.fromString("c12a7328-f81f-11d2-ba4b-00a0c93ec93b");

    /** Discoverable Partitions Specification: root file system for x86-64. */
    public static final UUID LINUX_ROOT_X86_64 = UUID.fromString("4f68bce3-e8cd-4db1-96e7-fbcaf984b709");

    private static final int ALIGNMENT = 4096;

    public PartitionEntry {
        if (start < 0 || length <= 0 || (start | length) % ALIGNMENT != 0 || name.length() > 36) {
            throw new IllegalArgumentException("not a partition: " + name + ", " + length + " bytes at " + start);
        }
    }
}
