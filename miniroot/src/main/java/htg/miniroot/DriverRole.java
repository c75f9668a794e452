package htg.miniroot;

import java.util.Locale;

/** Why a module is in the ramdisk, and so when it is loaded. The names are folders of driver lists. */
public enum DriverRole {
    /** Loaded at once: a root pool of the list's name needs it, and it takes long to start. */
    POOL,
    /** Loaded when the kernel asks for it while it mounts a root pool of the list's name. */
    ASKED,
    /** Loaded when a device asks for it by an alias; every boot has it. */
    CORE,
    /** Loaded when a device asks for it by an alias; in a tier of its own. */
    BUSES,
    /** Loaded for the rescue shell only; its aliases are left out. Every boot has it, for every boot can fail. */
    RESCUE;

    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }
}
