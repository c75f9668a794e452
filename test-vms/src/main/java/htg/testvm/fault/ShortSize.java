package htg.testvm.fault;

import htg.common.DataSize;

/** Sizes in names: {@code 64K}, {@code 512M}, {@code 2G}, exactly. */
public final class ShortSize {
    private static final String UNITS = "KMGT";

    private ShortSize() {}

    /** In the largest unit that leaves a whole number. */
    public static String of(DataSize size) {
        long number = size.bytes();
        int unit = -1;
        while (number != 0 && number % 1024 == 0 && unit < UNITS.length() - 1) {
            number /= 1024;
            unit++;
        }
        return number + (unit < 0 ? "" : UNITS.substring(unit, unit + 1));
    }
}
