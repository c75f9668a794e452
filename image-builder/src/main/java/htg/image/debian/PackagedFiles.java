package htg.image.debian;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The files of htg's own packages: resources with a list, because a jar cannot be listed. */
final class PackagedFiles {
    private PackagedFiles() {}

    /**
     * The files of one package.
     *
     * @param name its folder in {@code htg/image}, which holds {@code files.list} and {@code files/}
     */
    static List<TreeFile> read(String name) {
        String folder = "/htg/image/" + name + "/";
        return text(folder + "files.list")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> file(folder, line))
                .toList();
    }

    private static TreeFile file(String folder, String line) {
        String[] words = line.split(" ", -1);
        if (words[0].equals("link")) {
            return TreeFile.symlink(words[1], words[2]);
        }
        return TreeFile.text(words[1], Integer.parseInt(words[0], 8), text(folder + "files/" + words[1]));
    }

    private static String text(String resource) {
        try (InputStream stream = Objects.requireNonNull(PackagedFiles.class.getResourceAsStream(resource), resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
