package htg.testvm.machine;

/** The mainboard QEMU builds. */
public enum Chipset {
    /** Intel Q35 of 2007: PCI Express, AHCI. The only one with the system management mode Secure Boot needs. */
    Q35("q35"),
    /** Intel 440FX of 1996: PCI, parallel ATA. */
    PC("pc"),
    /** No PC of any year, but the one mainboard of QEMU's that can lack a clock. It starts kernels only. */
    MICROVM("microvm,rtc=off,pcie=on,acpi=on,isa-serial=on");

    private final String type;

    Chipset(String type) {
        this.type = type;
    }

    /** Whether there is a screen: the one without a BIOS has no use for a graphics card. */
    boolean hasScreen() {
        return this != MICROVM;
    }

    /** QEMU's machine type. */
    public String type() {
        return type;
    }
}
