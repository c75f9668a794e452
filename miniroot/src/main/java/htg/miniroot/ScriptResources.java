package htg.miniroot;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;

/** The files of init-scripts, found through their index because a jar cannot be listed. */
final class ScriptResources {
    private static final String INDEX = "/htg/files.list";

    /**
     * One file.
     *
     * @param path below {@code htg/} in the resources
     * @param mode permission bits
     */
    record Script(String path, int mode) {
        FileContent content() {
            return FileContent.of(read("/htg/" + path));
        }

        /** The same file under another folder. */
        String under(String folder, String prefix) {
            return folder + path.substring(prefix.length());
        }
    }

    private ScriptResources() {}

    /** The files whose path starts with {@code prefix}, in the order of their paths. */
    static List<Script> startingWith(String prefix) {
        return FileContent.of(read(INDEX))
                .text()
                .lines()
                .map(ScriptResources::parse)
                .filter(script -> script.path().startsWith(prefix))
                .toList();
    }

    static List<DriverList> driverLists() {
        return Arrays.stream(DriverRole.values())
                .flatMap(role -> startingWith("drivers/" + role.folder() + "/").stream()
                        .map(script -> DriverList.parse(
                                role, stem(script), script.content().text())))
                .toList();
    }

    /** Paths of the programs that the rescue shell has for such a pool. */
    static List<String> tools(PoolType pool) {
        return startingWith("tools/" + pool.word() + ".list").stream()
                .flatMap(script -> script.content().text().lines())
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .toList();
    }

    private static String stem(Script script) {
        return script.path()
                .substring(script.path().lastIndexOf('/') + 1, script.path().lastIndexOf('.'));
    }

    private static Script parse(String line) {
        int blank = line.indexOf(' ');
        return new Script(line.substring(blank + 1), Integer.parseInt(line.substring(0, blank), 8));
    }

    static byte[] read(String resource) {
        try (InputStream stream = ScriptResources.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("there is no resource " + resource);
            }
            return stream.readAllBytes();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
