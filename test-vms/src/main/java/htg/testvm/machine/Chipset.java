package htg.testvm.machine;

/** The mainboard QEMU builds. */
public enum Chipset {
    /** Intel Q35 of 2007: PCI Express, AHCI. The only one with the system management mode Secure Boot needs. */
    Q35("q35"),
    /** Intel 440FX of 1996: PCI, parallel ATA. */
    PC("pc");

    private final String type;

    Chipset(String type) {
        this.type = type;
    }

    /** QEMU's machine type. */
    public String type() {
        return type;
    }
}
