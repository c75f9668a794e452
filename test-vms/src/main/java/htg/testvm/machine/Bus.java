package htg.testvm.machine;

import htg.common.DataSize;
import java.util.List;
import java.util.Optional;

/**
 * How the stick is attached. A new way is a new constant here: the command line, the matrix and the reports follow.
 *
 * <p>OVMF has drivers for fewer controllers than SeaBIOS; which ones was read in the OVMF of edk2-stable202211 and tried.
 */
public enum Bus {
    USB_XHCI("usb-xhci", "qemu-xhci,id=usb", "usb-storage,bus=usb.0"),
    USB_EHCI("usb-ehci", "usb-ehci,id=usb", "usb-storage,bus=usb.0"),
    USB_UHCI("usb-uhci", "piix3-usb-uhci,id=usb", "usb-storage,bus=usb.0"),
    USB_OHCI("usb-ohci", "pci-ohci,id=usb", "usb-storage,bus=usb.0"),
    /** USB attached SCSI, at high speed: SeaBIOS knows it, but not with the streams of super speed. */
    USB_UAS("usb-uas", "usb-ehci,id=usb usb-uas,bus=usb.0,id=uas", "scsi-hd,bus=uas.0"),
    /** The same at super speed, with streams. */
    USB_UAS_XHCI("usb-uas-xhci", "qemu-xhci,id=usb usb-uas,bus=usb.0,id=uas", "scsi-hd,bus=uas.0"),
    NVME("nvme", "", "nvme"),
    /** The AHCI controller of the q35 chipset, whose first port QEMU calls {@code ide.0} as well. */
    AHCI("ahci", "", "ide-hd,bus=ide."),
    /** Parallel ATA, which only the old chipset has. */
    IDE("ide", "", "ide-hd,bus=ide."),
    VIRTIO_BLK("virtio-blk", "", "virtio-blk-pci"),
    VIRTIO_SCSI("virtio-scsi", "virtio-scsi-pci,id=scsi", "scsi-hd,bus=scsi.0"),
    /** A card in an SD slot. QEMU gives cards no boot index: the firmware finds it as the only disk. */
    SDHCI("sdhci", "sdhci-pci", "sd-card"),
    /** A hardware RAID controller, as servers have. */
    MEGASAS("megasas", "megasas,id=scsi", "scsi-hd,bus=scsi.0"),
    /** Its successor. */
    MEGASAS_GEN2("megasas-gen2", "megasas-gen2,id=scsi", "scsi-hd,bus=scsi.0"),
    /** VMware's paravirtual SCSI. */
    PVSCSI("pvscsi", "pvscsi,id=scsi", "scsi-hd,bus=scsi.0"),
    /** The SAS adapter of many servers, and of VMware. */
    MPTSAS1068("mptsas1068", "mptsas1068,id=scsi", "scsi-hd,bus=scsi.0"),
    /** Parallel SCSI, the adapter of old virtual machines. */
    LSI53C895A("lsi53c895a", "lsi53c895a,id=scsi", "scsi-hd,bus=scsi.0");

    /** The id of the stick's device, and of the block node behind it. */
    public static final String STICK = "stick";

    /** The serial number of the stick, where the bus lets it have one. */
    public static final String STICK_SERIAL = "htg-stick";

    /** Of names that a registered maker gives out (NAA 5 of T10's SPC-4). */
    private static final long FIRST_WORLD_WIDE_NAME = 0x5000_c500_0000_0001L;

    private static final String HUB = "usb-hub,bus=usb.0,port=1";
    private static final String BEHIND_HUB = ",port=1.1";

    private final String name;
    private final String controllers;
    private final String disk;

    Bus(String name, String controllers, String disk) {
        this.name = name;
        this.controllers = controllers;
        this.disk = disk;
    }

    /** The values of QEMU's {@code -device} options that make the controller, and the hub if there is to be one. */
    List<String> controllers(Slot slot) {
        String all = slot == Slot.HUB ? controllers + " " + HUB : controllers;
        return all.isEmpty() ? List.of() : List.of(all.split(" ", -1));
    }

    /**
     * The value of QEMU's {@code -device} option that attaches the block node {@link #STICK}.
     *
     * @param place how many disks are in earlier slots of the controller
     * @param first whether the firmware tries it before all else
     */
    String stick(int place, Slot slot, SectorSize sectors, boolean first) {
        String port = slot == Slot.HUB ? BEHIND_HUB : "";
        String index = first ? ",bootindex=0" : "";
        return disk(place, STICK, STICK_SERIAL) + port + index + sectors.deviceOptions();
    }

    /**
     * The value of QEMU's {@code -device} option that attaches the block node {@code id} as a disk of that id. A card has no
     * serial number of ours.
     *
     * @param place how many disks are in earlier slots of the controller
     */
    String disk(int place, String id, String serial) {
        String slot = switch (this) {
            case AHCI -> disk + place;
            case IDE -> disk + place / 2 + ",unit=" + place % 2;
            default -> disk;
        };
        // Each SAS disk has an address, which is its name for ever; QEMU's have none unless told, and Linux takes no
        // notice of them.
        String address = this == MPTSAS1068 ? ",wwn=" + (FIRST_WORLD_WIDE_NAME + place) : "";
        return slot + ",id=" + id + ",drive=" + id + (this == SDHCI ? "" : ",serial=" + serial) + address;
    }

    public Chipset chipset() {
        return this == IDE ? Chipset.PC : Chipset.Q35;
    }

    /**
     * Whether {@code firmware} understands that the stick is to be tried first. QEMU gives SD cards no boot index; OVMF
     * finds no hub in the order, and then connects nothing that is behind one. Both find the stick as the only disk to
     * boot from.
     */
    public boolean isRankedBy(Firmware firmware, Slot slot) {
        return firmware != Firmware.DIRECT && this != SDHCI && !(slot == Slot.HUB && firmware.isUefi());
    }

    /** Why the stick cannot be pulled and plugged while the machine runs, without the guest's consent; empty when it can. */
    public Optional<String> pullObstacle() {
        return switch (this) {
            case USB_XHCI, USB_EHCI, USB_UHCI, USB_OHCI, VIRTIO_SCSI -> Optional.empty();
            default -> Optional.of("what is on this bus can be neither plugged nor pulled while the machine runs");
        };
    }

    /** Why the stick cannot be behind a hub; empty when it can. QEMU's only hub is one of USB 1 (hw/usb/dev-hub.c). */
    Optional<String> hubObstacle() {
        return switch (this) {
            case USB_XHCI, USB_UHCI, USB_OHCI -> Optional.empty();
            case USB_EHCI, USB_UAS, USB_UAS_XHCI ->
                Optional.of("QEMU's hub has the speed of USB 1, which this controller has not");
            default -> Optional.of("only USB has hubs");
        };
    }

    /** Whether the guest hears of failed writes: QEMU stops the guest instead where this cannot be chosen. */
    public boolean reportsWriteErrors() {
        return this != NVME && this != SDHCI;
    }

    /** Why no machine can start from this bus with {@code firmware}; empty when it can. */
    public Optional<String> obstacle(Firmware firmware) {
        if (firmware == Firmware.BIOS && this == USB_UAS_XHCI) {
            return Optional.of("SeaBIOS does not know the streams of USB attached SCSI");
        }
        if (!firmware.isUefi()) {
            return Optional.empty();
        }
        if (firmware == Firmware.UEFI_SECURE_BOOT && chipset() != Chipset.Q35) {
            return Optional.of("Secure Boot needs the q35 chipset, which has no parallel ATA");
        }
        return switch (this) {
            case USB_OHCI, USB_UAS, USB_UAS_XHCI, SDHCI, MEGASAS, MEGASAS_GEN2, PVSCSI, MPTSAS1068, LSI53C895A ->
                Optional.of("OVMF has no driver for this controller");
            default -> Optional.empty();
        };
    }

    /** Why this bus has no disks with such sectors; empty when it has. */
    public Optional<String> obstacle(SectorSize sectors) {
        boolean free = disk.startsWith("scsi-hd") || this == NVME || this == VIRTIO_BLK;
        return !free && sectors != SectorSize.S512
                ? Optional.of("QEMU's disks on this bus have 512-byte sectors")
                : Optional.empty();
    }

    /** Why this bus cannot have a write-protected disk; empty when it can. */
    public Optional<String> readOnlyObstacle() {
        return switch (this) {
            case AHCI, IDE -> Optional.of("ATA has no write-protected disks");
            case SDHCI -> Optional.of("QEMU has no write-protected SD cards");
            default -> Optional.empty();
        };
    }

    /** The smallest medium of at least {@code size} that this bus accepts: an SD card's size is a power of two. */
    public DataSize mediumSize(DataSize size) {
        long floor = Long.highestOneBit(size.bytes());
        return this != SDHCI || floor == size.bytes() ? size : new DataSize(floor << 1);
    }

    /** The name on the command line. */
    @Override
    public String toString() {
        return name;
    }
}
