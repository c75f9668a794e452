package htg.miniroot;

/**
 * A part of the ramdisk with a file of its own on the boot partition. The kernel unpacks those that a menu entry names one
 * over the other; a tier may need what those before it hold.
 */
public enum Tier {
    /** What a stick on a USB port needs to boot, and what explains why it does not. */
    CORE("miniroot"),
    /** Drivers of all other places where a disk can be plugged in. */
    BUSES("buses"),
    /** What people want in front of the rescue shell: the pool's tools, modules of the other pool type. */
    RESCUE("rescue");

    private final String stem;

    Tier(String stem) {
        this.stem = stem;
    }

    /** Name of its file without the suffix: a stick keeps the one before as {@code STEM.old}. */
    public String stem() {
        return stem;
    }

    /** Name of its file. */
    public String file() {
        return stem + ".img";
    }
}
