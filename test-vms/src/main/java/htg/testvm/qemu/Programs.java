package htg.testvm.qemu;

import htg.common.ExitCode;
import htg.common.HtgException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** The programs this module runs and the Debian packages that hold them. */
public final class Programs {
    public static final String QEMU = "qemu-system-x86_64";
    public static final String QEMU_IMG = "qemu-img";
    public static final String QEMU_IO = "qemu-io";
    public static final String MKFS_BTRFS = "mkfs.btrfs";
    public static final String ZSTD = "zstd";

    private static final Map<String, String> PACKAGES = Map.of(
            QEMU, "qemu-system-x86",
            QEMU_IMG, "qemu-utils",
            QEMU_IO, "qemu-utils",
            MKFS_BTRFS, "btrfs-progs",
            ZSTD, "zstd");

    /** Where Debian has programs for administrators, and ordinary users do not look. */
    private static final String ADMINISTRATORS = "/usr/sbin:/sbin";

    private Programs() {}

    /**
     * Insists that QEMU is installed.
     *
     * @param searchPath folders separated by colons, as in {@code PATH}
     * @throws HtgException {@link ExitCode#ENVIRONMENT} with the package to install
     */
    public static void require(String searchPath) {
        find(QEMU, searchPath);
        find(QEMU_IMG, searchPath);
        find(QEMU_IO, searchPath);
    }

    /** As {@link #require(String)}, with this process's own {@code PATH}. */
    public static void require() {
        require(usualPath());
    }

    /**
     * The path of a program for administrators, which does no more here than anybody may.
     *
     * @throws HtgException {@link ExitCode#ENVIRONMENT} with the package to install
     */
    public static Path administrators(String program) {
        return find(program, usualPath() + File.pathSeparator + ADMINISTRATORS);
    }

    /**
     * The path of any other program.
     *
     * @throws HtgException {@link ExitCode#ENVIRONMENT} with the package to install
     */
    public static Path locate(String program) {
        return find(program, usualPath());
    }

    private static String usualPath() {
        return System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    }

    private static Path find(String program, String searchPath) {
        return Stream.of(searchPath.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new HtgException(
                        ExitCode.ENVIRONMENT,
                        program + " is not installed",
                        "Install Debian's package " + PACKAGES.get(program) + "."));
    }
}
