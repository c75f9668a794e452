package htg.testvm.matrix;

import htg.testvm.cell.Cell;
import htg.testvm.machine.Bus;
import htg.testvm.machine.Firmware;

/** How long a cell may take, in seconds without KVM: a guess, good enough to prefer one to another. */
final class Cost {
    private Cost() {}

    static int of(Cell cell) {
        int once = firmware(cell.firmware()) + (isFullSpeed(cell.bus()) ? slowness(cell.firmware()) : 0);
        return cell.fault().powerCut().isPresent() || cell.half().isStale() ? 2 * once : once;
    }

    private static int firmware(Firmware firmware) {
        return switch (firmware) {
            case DIRECT -> 10;
            case BIOS -> 15;
            case UEFI -> 25;
            case UEFI_SECURE_BOOT -> 30;
        };
    }

    /** USB 1 moves a megabyte a second. */
    private static boolean isFullSpeed(Bus bus) {
        return bus == Bus.USB_UHCI || bus == Bus.USB_OHCI;
    }

    /** A boot loader reads kernel and ramdisk the slow way, too. */
    private static int slowness(Firmware firmware) {
        return firmware == Firmware.DIRECT ? 5 : 60;
    }
}
