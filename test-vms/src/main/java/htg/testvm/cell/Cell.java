package htg.testvm.cell;

import htg.testvm.machine.Bus;
import htg.testvm.machine.Firmware;

/** One combination of the matrix. */
public record Cell(Firmware firmware, Bus bus) {
    /** For example {@code bios/usb-xhci}. */
    @Override
    public String toString() {
        return firmware + "/" + bus;
    }

    /** Its folder in a report, for example {@code bios-usb-xhci}. */
    public String folderName() {
        return firmware + "-" + bus;
    }
}
