package htg.miniroot;

import htg.common.ExitCode;
import htg.common.HtgException;
import htg.miniroot.MinirootEntry.RegularFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The programs with which a root pool of one kind can be looked at and repaired, and the libraries those need, taken from
 * trees of unpacked packages. What a program loads later by itself, as name services do, is left out. The stick's own {@code
 * build} does the same with ldd(1); a test compares the two.
 */
public final class RescueTools {
    /** Where the dynamic loader of Debian looks without being told to. */
    private static final String LIBRARIES = "lib/x86_64-linux-gnu/";

    private static final List<String> FOLDERS = List.of("usr/" + LIBRARIES, LIBRARIES, "usr/lib/", "usr/local/lib/");

    private final List<Path> trees;
    private final Map<String, RegularFile> files = new TreeMap<>();

    private RescueTools(List<Path> trees) {
        this.trees = List.copyOf(trees);
    }

    /**
     * Collects programs and libraries.
     *
     * @param trees where they are looked for, in this order
     * @return files of the ramdisk
     * @throws HtgException naming the program or library that is in none of the trees
     */
    public static List<RegularFile> of(PoolType pool, List<Path> trees) {
        RescueTools tools = new RescueTools(trees);
        ScriptResources.tools(pool).forEach(tools::addProgram);
        return List.copyOf(tools.files.values());
    }

    private void addProgram(String path) {
        FileContent content = FileContent.read(find(List.of(path)));
        files.put(path, new RegularFile(path, 0755, content));
        ElfFile program = ElfFile.parse(content.toBytes());
        program.interpreter().ifPresent(loader -> add(loader.substring(1)));
        addLibraries(program);
    }

    private void add(String loader) {
        FileContent content = FileContent.read(find(List.of("usr/" + loader, loader)));
        files.put(loader, new RegularFile(loader, 0755, content));
    }

    /** The loader is one as well. */
    private void addLibraries(ElfFile user) {
        for (String name : user.needed()) {
            if (files.keySet().stream().anyMatch(path -> path.endsWith("/" + name))) {
                continue;
            }
            FileContent content = FileContent.read(
                    find(FOLDERS.stream().map(folder -> folder + name).toList()));
            String path = LIBRARIES + name;
            files.put(path, new RegularFile(path, 0755, content));
            addLibraries(ElfFile.parse(content.toBytes()));
        }
    }

    private Path find(List<String> paths) {
        List<Path> candidates = new ArrayList<>();
        trees.forEach(tree -> paths.forEach(path -> candidates.add(tree.resolve(path))));
        Optional<Path> found = candidates.stream().filter(Files::isRegularFile).findFirst();
        return found.orElseThrow(() -> new HtgException(
                ExitCode.FAILED,
                "There is no " + candidates.get(0) + " for the rescue shell",
                "The package that it belongs to has to be in that tree."));
    }
}
