package htg.fsimage.partition;

import java.util.UUID;

/** Partition type GUIDs that a stick carries. */
public final class PartitionTypes {
    /** Holds GRUB's core image on BIOS machines. */
    public static final UUID BIOS_BOOT = UUID.fromString("21686148-6449-6e6f-744e-656564454649");

    /** EFI system partition (UEFI 5.3.3). */
    public static final UUID EFI_SYSTEM = UUID.fromString("c12a7328-f81f-11d2-ba4b-00a0c93ec93b");

    /** Root partition of an x86-64 Linux (UAPI discoverable partitions specification). */
    public static final UUID LINUX_ROOT_X86_64 = UUID.fromString("4f68bce3-e8cd-4db1-96e7-fbcaf984b709");

    private PartitionTypes() {}
}
