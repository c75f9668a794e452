package htg.testvm.qemu;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The programs this module runs and the Debian packages that hold them. */
public final class Programs {
    public static final String QEMU = "qemu-system-x86_64";
    public static final String QEMU_IMG = "qemu-img";
    public static final String QEMU_IO = "qemu-io";

    private static final Map<String, String> PACKAGES =
            Map.of(QEMU, "qemu-system-x86", QEMU_IMG, "qemu-utils", QEMU_IO, "qemu-utils");

    private Programs() {}

    /**
     * Insists that QEMU is installed.
     *
     * @param searchPath folders separated by colons, as in {@code PATH}
     * @throws HtgException {@link ExitCode#ENVIRONMENT} with the package to install
     */
    public static void require(String searchPath) {
        require(QEMU, searchPath);
        require(QEMU_IMG, searchPath);
        require(QEMU_IO, searchPath);
    }

    /** As {@link #require(String)}, with this process's own {@code PATH}. */
    public static void require() {
        require(System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
    }

    private static void require(String program, String searchPath) {
        for (String folder : searchPath.split(File.pathSeparator, -1)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return;
            }
        }
        throw new HtgException(
                ExitCode.ENVIRONMENT,
                program + " is not installed",
                "Install Debian's package " + PACKAGES.get(program) + ".");
    }
}
