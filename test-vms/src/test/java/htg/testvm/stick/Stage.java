package htg.testvm.stick;

import java.util.Locale;

/**
 * Where a boot ends: by the landmark that has begun and does not end well, or else by the one that does not come any more.
 * In the order of a boot.
 */
public enum Stage {
    FIRMWARE,
    GRUB,
    KERNEL,
    CONSOLES,
    MODULES,
    DISCOVER,
    IMPORT,
    SWITCH,
    BASE,
    MULTI_USER,
    /** The boot comes to its end. */
    NOWHERE;

    /** The landmark's name. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
