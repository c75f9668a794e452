package htg.miniroot;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The C source of {@code htg-zpool}, which imports ZFS pools in the ramdisk. It is compiled where the libraries of the
 * stick's own ZFS are.
 */
public final class ImporterSource {
    private static final List<String> FILES = List.of("htg-zpool.c", "htg-zpool.h", "label.c", "pool.c");

    private ImporterSource() {}

    /** The text of each source file by its name. */
    public static SortedMap<String, String> files() {
        SortedMap<String, String> files = new TreeMap<>();
        FILES.forEach(name -> files.put(
                name, FileContent.of(ScriptResources.read("/htg/c/" + name)).text()));
        return files;
    }
}
