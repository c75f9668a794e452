package htg.testvm.reads;

import java.util.Locale;

/** Who reads at some time of a boot. */
public enum Reader {
    /** Firmware and boot loader, until the boot loader's menu is up. */
    FIRMWARE,
    /** The boot loader once its menu is up: kernel and ramdisk. */
    LOADER,
    /** The kernel and all that it starts. */
    KERNEL;

    /** As it is written in a log. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
