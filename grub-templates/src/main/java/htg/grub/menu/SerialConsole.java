package htg.grub.menu;

import java.util.Set;

/**
 * A PC serial port that carries the menu beside the screen.
 *
 * @param unit 0 for COM1 (ttyS0) to 3
 * @param speed bits a second
 */
public record SerialConsole(int unit, int speed) {
    private static final Set<Integer> SPEEDS = Set.of(9_600, 19_200, 38_400, 57_600, 115_200);

    /** COM1 at 115,200 bits a second. */
    public static final SerialConsole COM1 = new SerialConsole(0, 115_200);

    public SerialConsole {
        if (unit < 0 || unit > 3 || !SPEEDS.contains(speed)) {
            throw new IllegalArgumentException("no serial console " + unit + " at " + speed + " bits a second");
        }
    }

    /** The argument that makes the kernel use it too. */
    public String kernelArgument() {
        return "console=" + device();
    }

    /** The kernel's name for it, with the speed. */
    String device() {
        return "ttyS" + unit + "," + speed;
    }
}
