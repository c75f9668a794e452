package htg.fsimage.xfs;

import htg.common.HtgException;
import htg.fsimage.Tools;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** An image that the kernel has mounted, where the tests are root and have loop devices. */
record Mount(Path folder) implements Closeable {
    /** Skips the test where nothing can be mounted. */
    static void require() throws IOException {
        Tools.require("mount", "umount", "id");
        Assumptions.assumeTrue(Tools.run("id", "-u").strip().equals("0"), "the tests are not root");
        Assumptions.assumeTrue(Files.readString(Path.of("/proc/filesystems")).contains("xfs"), "the kernel has no xfs");
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/loop-control")), "there are no loop devices");
    }

    static Mount of(Path image) throws IOException {
        Path folder = Files.createDirectories(image.resolveSibling("mounted"));
        try {
            Tools.run("mount", "-o", "loop", image, folder);
        } catch (HtgException refused) {
            Assumptions.abort("the kernel does not mount it: " + refused.getMessage());
        }
        return new Mount(folder);
    }

    @Override
    public void close() {
        Tools.run("umount", folder);
    }
}
