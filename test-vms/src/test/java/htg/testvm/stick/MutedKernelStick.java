package htg.testvm.stick;

import htg.common.process.CommandRunner;
import htg.testvm.qemu.StickImage;
import java.nio.file.Path;

/**
 * A stick that starts the entry "Say everything that happens" at once, with a kernel that stops long before it has any
 * driver: as it reads that the machine's memory ends before itself. Only consoles that need no driver can tell of that.
 */
public final class MutedKernelStick {
    /** What such a kernel says at its end. */
    public static final String LAST_WORDS = "Kernel panic - not syncing: Invalid user supplied memory map";

    private MutedKernelStick() {}

    /** Writes one. */
    public static StickImage of(CommandRunner runner, StickImage stick, Path target) {
        return StickCopy.make(runner, StickParts.of(stick), target, copy -> {
                    Change.argument("memmap=exactmap memmap=640K@0").applyTo(copy);
                    Change.menu("set default=boot-default", "set default=debug").applyTo(copy);
                    Change.menu("set timeout=3", "set timeout=0").applyTo(copy);
                })
                .image();
    }
}
