package htg.testvm.stick;

import htg.common.process.CommandRunner;
import htg.testvm.check.Probe;
import htg.testvm.qemu.StickImage;
import java.nio.file.Path;

/**
 * A stick whose menu starts the probe instead of the base's init, at once: a boot through firmware and GRUB then takes no
 * longer than these. Everything else is the stick's own, its pool as well.
 */
public final class ProbeStick {
    private ProbeStick() {}

    /** Writes one. */
    public static StickImage of(CommandRunner runner, StickImage stick, Path target) {
        return StickCopy.make(runner, StickParts.of(stick), target, copy -> {
                    Change.argument(Probe.ARGUMENTS).applyTo(copy);
                    Change.menu("set timeout=3", "set timeout=0").applyTo(copy);
                })
                .image();
    }
}
