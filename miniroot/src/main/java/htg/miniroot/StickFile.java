package htg.miniroot;

import htg.miniroot.ScriptResources.Script;
import java.util.List;
import java.util.stream.Stream;

/**
 * A file of the package that keeps the stick's boot files up to date when its kernel is upgraded.
 *
 * @param path where it is installed, with a leading slash
 * @param mode permission bits
 */
public record StickFile(String path, int mode, FileContent content) {
    private static final String HOME = "/usr/lib/htg/miniroot/";

    /** Everything the package holds: the hooks, the shell that builds miniroots, the trampoline, the lists of drivers and tools. */
    public static List<StickFile> all() {
        return Stream.of(
                        installed("stick/", "/"),
                        installed("trampoline/", HOME + "trampoline/"),
                        installed("drivers/", HOME + "drivers/"),
                        installed("tools/", HOME + "tools/"))
                .flatMap(List::stream)
                .toList();
    }

    private static List<StickFile> installed(String prefix, String folder) {
        return ScriptResources.startingWith(prefix).stream()
                .map(script -> of(script, script.under(folder, prefix)))
                .toList();
    }

    private static StickFile of(Script script, String path) {
        return new StickFile(path, script.mode(), script.content());
    }
}
