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
    USB_XHCI("usb-xhci", "qemu-xhci,id=usb usb-storage,bus=usb.0,drive=stick,bootindex=0"),
    USB_EHCI("usb-ehci", "usb-ehci,id=usb usb-storage,bus=usb.0,drive=stick,bootindex=0"),
    USB_UHCI("usb-uhci", "piix3-usb-uhci,id=usb usb-storage,bus=usb.0,drive=stick,bootindex=0"),
    USB_OHCI("usb-ohci", "pci-ohci,id=usb usb-storage,bus=usb.0,drive=stick,bootindex=0"),
    /** USB attached SCSI, at high speed: SeaBIOS knows it, but not with the streams of super speed. */
    USB_UAS("usb-uas", "usb-ehci,id=usb usb-uas,bus=usb.0,id=uas scsi-hd,bus=uas.0,drive=stick,bootindex=0"),
    /** A stick behind a hub. */
    USB_HUB(
            "usb-hub",
            "qemu-xhci,id=usb usb-hub,bus=usb.0,port=1 usb-storage,bus=usb.0,port=1.1,drive=stick,bootindex=0"),
    NVME("nvme", "nvme,serial=htg-stick,drive=stick,bootindex=0"),
    /** The AHCI controller of the q35 chipset, whose first port QEMU calls {@code ide.0} as well. */
    AHCI("ahci", "ide-hd,bus=ide.0,drive=stick,bootindex=0"),
    /** Parallel ATA, which only the old chipset has. */
    IDE("ide", "ide-hd,bus=ide.0,drive=stick,bootindex=0"),
    VIRTIO_BLK("virtio-blk", "virtio-blk-pci,drive=stick,bootindex=0"),
    VIRTIO_SCSI("virtio-scsi", "virtio-scsi-pci,id=scsi scsi-hd,bus=scsi.0,drive=stick,bootindex=0"),
    /** A card in an SD slot. QEMU gives cards no boot index: the firmware finds it as the only disk. */
    SDHCI("sdhci", "sdhci-pci sd-card,drive=stick"),
    /** A hardware RAID controller, as servers have. */
    MEGASAS("megasas", "megasas,id=scsi scsi-hd,bus=scsi.0,drive=stick,bootindex=0");

    private final String name;
    private final String devices;

    Bus(String name, String devices) {
        this.name = name;
        this.devices = devices;
    }

    /** The values of QEMU's {@code -device} options that attach the drive with id {@code stick}. */
    public List<String> devices() {
        return List.of(devices.split(" ", -1));
    }

    public Chipset chipset() {
        return this == IDE ? Chipset.PC : Chipset.Q35;
    }

    /** Why no machine can start from this bus with {@code firmware}; empty when it can. */
    public Optional<String> obstacle(Firmware firmware) {
        if (firmware == Firmware.BIOS) {
            return Optional.empty();
        }
        if (firmware == Firmware.UEFI_SECURE_BOOT && chipset() != Chipset.Q35) {
            return Optional.of("Secure Boot needs the q35 chipset, which has no parallel ATA");
        }
        return switch (this) {
            case USB_OHCI, USB_UAS, SDHCI, MEGASAS -> Optional.of("OVMF has no driver for this controller");
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
