package htg.image.tool;

import htg.common.process.Command;
import htg.common.process.CommandRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A tree of unpacked Debian packages that build tools run from, so that the host's versions do not matter. There is no
 * chroot: each program is started by the tree's own dynamic loader with the tree's own libraries, needs no privilege, and
 * sees the host's paths.
 */
public final class ToolRoot {
    /** The folder of the tree's libraries. */
    public static final String LIBRARIES = "usr/lib/x86_64-linux-gnu";

    /** The dynamic loader's name in that folder. */
    public static final String LOADER = "ld-linux-x86-64.so.2";

    private static final Pattern LIBRARY = Pattern.compile("=> (/\\S+) ");
    private static final List<String> FOLDERS = List.of("usr/bin", "usr/sbin");

    private final Path root;

    public ToolRoot(Path root) {
        this.root = root;
    }

    /** A file of the tree. */
    public Path file(String relative) {
        return root.resolve(relative);
    }

    /**
     * A command that runs a program of the tree.
     *
     * @param program its name, for example {@code mkfs.btrfs}
     */
    public Command command(String program, String... arguments) {
        Path libraries = root.resolve(LIBRARIES);
        List<String> line = new ArrayList<>();
        line.add(libraries.resolve(LOADER).toString());
        line.addAll(List.of("--library-path", libraries.toString(), "--argv0", program));
        line.add(program(program).toString());
        line.addAll(List.of(arguments));
        // iconv's tables (mtools uses them for code pages) are part of the libraries.
        return Command.of(line)
                .env("GCONV_PATH", libraries.resolve("gconv").toString())
                .env("LC_ALL", "C.UTF-8")
                .env("TZ", "UTC");
    }

    /** The file of a program. */
    public Path program(String program) {
        return FOLDERS.stream()
                .map(folder -> root.resolve(folder).resolve(program))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the tool root has no " + program));
    }

    /** The shared libraries that a program of the tree is linked with, except the dynamic loader. */
    public List<Path> libraries(CommandRunner runner, String program) {
        Path libraries = root.resolve(LIBRARIES);
        Command list = Command.of(libraries.resolve(LOADER).toString(), "--library-path", libraries.toString())
                .with("--list", program(program).toString());
        return LIBRARY.matcher(runner.check(list).output())
                .results()
                .map(match -> Path.of(match.group(1)))
                .toList();
    }
}
