package htg.miniroot;

/** Why a module is in the ramdisk, and so when it is loaded. The names are folders of driver lists. */
public enum DriverRole {
    /** Loaded at once: the root pool needs it, and it takes long to start. */
    POOL,
    /** Loaded when a device or the kernel asks for it by an alias. */
    ROOT,
    /** Loaded for the rescue shell only; its aliases are left out. */
    RESCUE;

    String folder() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
