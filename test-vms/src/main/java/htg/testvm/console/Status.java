package htg.testvm.console;

import java.util.Locale;

/** How far a stage of the boot is. */
public enum Status {
    START,
    OK,
    FAIL;

    /** As it is written on the console. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
