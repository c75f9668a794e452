package htg.testvm.qemu;

import htg.common.DataSize;
import htg.common.process.Command;
import htg.common.process.CommandRunner;
import java.nio.file.Path;

/** Makes the copy-on-write layer that takes a machine's writes, so that the image below is never changed. */
public final class Overlay {
    private Overlay() {}

    /**
     * The command that makes one.
     *
     * @param size of the medium the guest sees, at least the image's
     */
    public static Command command(StickImage image, Path overlay, DataSize size) {
        // The format below is given, never guessed: a guest could write a qcow2 header into its raw disk.
        return Command.of(Programs.QEMU_IMG, "create", "-q", "-f", "qcow2", "-F", "raw")
                .with("-b", image.path().toString(), overlay.toString(), Long.toString(size.bytes()));
    }

    /** Makes one and returns its path. */
    public static Path create(CommandRunner runner, StickImage image, Path overlay, DataSize size) {
        runner.check(command(image, overlay, size));
        return overlay;
    }
}
